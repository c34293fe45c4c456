package command

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zhangfang/app/channels/gateway"
)

// gatewayCommand starts fakes of the providers' gateways, to try live channels
// without an account.
func (c *commands) gatewayCommand() *cobra.Command {
	o := gateway.Options{Now: c.Now, Seed: 1}
	dir, port := "", 0
	cmd := &cobra.Command{
		Use:   "gateway",
		Short: c.Text.T("command.gateway.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if dir, err = demoDir(dir); err != nil {
				return work(err)
			}
			if dir, err = filepath.Abs(dir); err != nil {
				return work(err)
			}
			o.Dir = filepath.Join(dir, shopFolder)
			o.Addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
			g, err := gateway.Start(o)
			if err != nil {
				return work(err)
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			if err := c.tellGateway(g, dir); err != nil {
				return work(err)
			}
			<-cmd.Context().Done()
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&dir, "dir", "", c.Text.T("command.flag.dir"))
	f.IntVar(&port, "port", 0, c.Text.T("command.flag.port"))
	f.Uint64Var(&o.Seed, "seed", o.Seed, c.Text.T("command.flag.seed"))
	f.IntVar(&o.Days, "days", 31, c.Text.T("command.flag.days"))
	f.IntVar(&o.PerDay, "per-day", 40, c.Text.T("command.flag.per_day"))
	return cmd
}

// What the folder of the gateways holds.
const (
	connectFile = "connect.txt" // the commands that connect to them
	keyFolder   = "keys"
	shopFolder  = "shop" // orders, card sales and bank statement of the shop whose bills they have
)

// fakeChannel is what connects to one gateway: values are given as they are, keys and
// secrets in files.
type fakeChannel struct {
	provider, name, url string
	values, files       [][2]string // by flag
	instead             bool        // another way to connect the account of the one before
}

func fakeChannels(g *gateway.Gateway) []fakeChannel {
	a, w, p, s := g.Alipay(), g.WeChat(), g.PayPal(), g.Stripe()
	return []fakeChannel{
		{"alipay", "alipay-trial", a.URL, [][2]string{{"app-id", a.AppID}}, [][2]string{{"private-key", a.PrivateKey}, {"public-key", a.PublicKey}}, false},
		{"alipay", "alipay-trial-certificates", a.URL, [][2]string{{"app-id", a.AppID}},
			[][2]string{{"private-key", a.PrivateKey}, {"app-cert", a.AppCert}, {"alipay-cert", a.AlipayCert}, {"root-cert", a.RootCert}}, true},
		{"wechatpay", "wechatpay-trial", w.URL, [][2]string{{"mch-id", w.MchID}, {"serial", w.Serial}, {"public-key-id", w.PublicKeyID}},
			[][2]string{{"private-key", w.PrivateKey}, {"public-key", w.PublicKey}, {"apiv3-key-file", w.APIv3Key}}, false},
		{"paypal", "paypal-trial", p.URL, [][2]string{{"client-id", p.ClientID}}, [][2]string{{"secret-file", p.Secret}}, false},
		{"stripe", "stripe-trial", s.URL, nil, [][2]string{{"secret-file", s.Secret}}, false},
	}
}

// gatewayJSON is a gateway as --json tells it.
type gatewayJSON struct {
	Provider string `json:"provider"`
	URL      string `json:"url"`
	Connect  string `json:"connect"`
}

// tellGateway writes the keys, and tells how to connect.
func (c *commands) tellGateway(g *gateway.Gateway, dir string) error {
	keys := filepath.Join(dir, keyFolder)
	if err := os.MkdirAll(keys, 0o700); err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	span := g.Span()
	var out []gatewayJSON
	var lines strings.Builder
	for _, x := range fakeChannels(g) {
		line, err := x.write(keys)
		if err != nil {
			return err
		}
		line += " --from " + span.From.String()
		out = append(out, gatewayJSON{x.provider, x.url, line})
		if x.instead {
			lines.WriteString("# " + c.Text.T("command.gateway.instead") + "\n")
		}
		lines.WriteString(line + "\n")
	}
	if err := os.WriteFile(filepath.Join(dir, connectFile), []byte(lines.String()), 0o600); err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	v := map[string]any{"dir": dir, "shop": filepath.Join(dir, shopFolder), "from": span.From.String(), "to": span.To.String(), "gateways": out}
	return c.print(v, func(w io.Writer) {
		fmt.Fprintln(w, c.Text.T("command.gateway.ready", span.From.String(), span.To.String(), dir))
		fmt.Fprint(w, lines.String())
	})
}

// write writes the keys of a channel into files, and is the command that adds it.
func (x *fakeChannel) write(dir string) (line string, err error) {
	var b strings.Builder
	b.WriteString("zhangfang channel add " + x.provider + " --name " + x.name)
	for _, v := range x.values {
		b.WriteString(" --" + v[0] + " " + v[1])
	}
	for _, v := range x.files {
		path := filepath.Join(dir, x.provider+"-"+strings.TrimSuffix(v[0], "-file")+keySuffix(v[1]))
		if err := os.WriteFile(path, []byte(v[1]), 0o600); err != nil {
			return "", fmt.Errorf("gateway: %w", err)
		}
		b.WriteString(" --" + v[0] + " " + quoted(path))
	}
	return b.String() + " --gateway " + x.url, nil
}

func keySuffix(text string) string {
	if strings.HasPrefix(text, "-----BEGIN ") {
		return ".pem"
	}
	return ".txt"
}

// quoted is a path as a shell takes it in one piece.
func quoted(path string) string {
	if !strings.ContainsAny(path, " '\"$&()*;<>?[]`|~#!\t") {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
