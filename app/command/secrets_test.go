package command

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/monthly"
)

const thePassphrase = "correct horse battery"

// needles are the secrets of the fakes in every spelling in which they may leak: as they
// are, the lines and the bytes of keys, hex and base64.
func needles(g *gateway.Gateway) map[string][]byte {
	a, w, p, s := g.Alipay(), g.WeChat(), g.PayPal(), g.Stripe()
	out := map[string][]byte{"passphrase": []byte(thePassphrase), "the book's key": []byte("AGE-SECRET-KEY-")}
	for name, secret := range map[string]string{"WeChat Pay's API key": w.APIv3Key, "PayPal's secret": p.Secret, "Stripe's key": s.Secret} {
		out[name], out[name+" in hex"] = []byte(secret), []byte(hex.EncodeToString([]byte(secret)))
		out[name+" in base64"] = []byte(strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(secret)), "=")[:20])
	}
	basic := base64.StdEncoding.EncodeToString([]byte(p.ClientID + ":" + p.Secret))
	out["PayPal's password of HTTP"] = []byte(basic[len(basic)-24 : len(basic)-4])
	for name, text := range map[string]string{"Alipay's private key": a.PrivateKey, "WeChat Pay's private key": w.PrivateKey} {
		block, _ := pem.Decode([]byte(text))
		lines := strings.Split(text, "\n")
		out[name+" in PEM"], out[name+" in bytes"] = []byte(lines[len(lines)/2]), block.Bytes[len(block.Bytes)/2:len(block.Bytes)/2+24]
		out[name+" in hex"] = []byte(hex.EncodeToString(block.Bytes[len(block.Bytes)/2 : len(block.Bytes)/2+24]))
	}
	return out
}

// search looks for the needles in some bytes, and in the members of a zip.
func search(t *testing.T, where string, b []byte, needles map[string][]byte) {
	t.Helper()
	for name, n := range needles {
		if bytes.Contains(b, n) {
			t.Errorf("%s lies in %s", name, where)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		search(t, where+"!"+f.Name, plain, needles)
	}
}

// TestSecretsLieNowhereInClear connects every channel, works with them and has them go
// wrong in every way, and looks for their secrets in all that is left: the book, its
// backup, exports, vouchers, reports, what was said, and the errors that a log would hold.
func TestSecretsLieNowhereInClear(t *testing.T) {
	for name, ring := range map[string]bool{"with a key ring": true, "under a passphrase": false} {
		t.Run(name, func(t *testing.T) {
			if !ring && testing.Short() {
				t.Skip("a passphrase is a second's work at each start")
			}
			if keyring.MockInit(); !ring {
				keyring.MockInitWithError(errors.New("no key ring here"))
				t.Setenv(passphraseVariable, thePassphrase)
			}
			d := newDesk(t)
			all := needles(d.g)
			for _, x := range fakeChannels(d.g) {
				if x.name != "alipay-trial-certificates" { // the account of another connection
					d.add(x.name)
				}
			}
			d.run("pull")
			d.run("pull", "--json", "--from", "2026-03-10", "--to", "2026-03-10")
			d.goWrong()
			out := t.TempDir()
			for _, args := range [][]string{
				{"channel", "list", "--json"}, {"channel", "list"}, {"status", "--json"}, {"verify"}, {"report", "--month", "2026-03", "-o", filepath.Join(out, "r.xlsx")},
				{"report", "--month", "2026-03", "-o", filepath.Join(out, "r.pdf")}, {"export", "entries", "--format", "csv", "-o", filepath.Join(out, "e.csv")},
				{"export", "entries", "--format", "xlsx", "-o", filepath.Join(out, "e.xlsx")}, {"export", "exceptions", "--format", "csv", "-o", filepath.Join(out, "x.csv")},
				{"export", "accounting", "--for", monthly.JournalSystems()[0], "--month", "2026-03", "-o", filepath.Join(out, "j"+monthly.JournalEnding(monthly.JournalSystems()[0]))},
			} {
				d.run(args...)
			}
			d.run("channel", "add", "stripe", "--name", "stripe-trial", "--secret-file", d.file(d.g.Stripe().Secret), "--gateway", d.g.Stripe().URL, "--replace")
			files := d.left(out)
			if files < 8 {
				t.Errorf("only %d files were looked at", files)
			}
			search(t, "what was said", d.said.Bytes(), all)
			if d.run("channel", "remove", "stripe-trial"); ring {
				return
			}
			if d.left(out); bytes.Contains(d.said.Bytes(), []byte(thePassphrase)) {
				t.Error("the passphrase was said")
			}
		})
	}
}

// goWrong has every call go wrong in every way at once that a client tells of, and keeps
// what an error log would hold of it.
func (d *desk) goWrong() {
	d.t.Helper()
	b, err := app.Open(d.t.Context(), d.book, func() time.Time { return d.now })
	if err != nil {
		d.t.Fatal(err)
	}
	defer b.Close()
	b.Pull.AskPassphrase((&commands{Env: Env{Err: io.Discard}}).passphrase)
	all, err := b.Pull.Statuses(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	kept := 0
	for _, method := range []string{gateway.MethodAlipayBill, gateway.MethodWeChatTradeBill, gateway.MethodPayPalToken, gateway.MethodPayPalTransactions, gateway.MethodStripeTransactions} {
		for _, f := range []gateway.Fault{gateway.Reset, gateway.Redirect, gateway.BadGateway, gateway.NotJSON, gateway.Truncated, gateway.KeysRefused, gateway.NoAccount, gateway.ClockOff,
			gateway.NoPermission, gateway.WrongKey, gateway.NoSignature, gateway.Null} {
			d.g.On(method).Always(f)
			for i := range all {
				if err := b.Pull.Test(d.t.Context(), all[i].Connection); err != nil {
					kept++
					d.said.WriteString(err.Error() + "\n")
				}
			}
			d.g.Clear()
		}
	}
	if kept < 30 {
		d.t.Errorf("only %d calls went wrong", kept)
	}
	if _, err := b.Upkeep.Backup(d.t.Context(), filepath.Join(filepath.Dir(d.book), "backups"), 0, d.now); err != nil {
		d.t.Fatal(err)
	}
}

// left looks for the secrets in all files beside the book and in other folders, and tells
// how many there are.
func (d *desk) left(dirs ...string) (files int) {
	d.t.Helper()
	all := needles(d.g)
	for _, dir := range append(dirs, filepath.Dir(d.book)) {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files++
			search(d.t, filepath.Base(path), b, all)
			return nil
		})
		if err != nil {
			d.t.Fatal(err)
		}
	}
	return files
}

// file writes a secret into a file and gives its path.
func (d *desk) file(secret string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "secret.txt")
	if err := os.WriteFile(path, []byte(secret), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// TestTheNeedlesAreFound: a search that finds nothing is to mean that nothing is there.
func TestTheNeedlesAreFound(t *testing.T) {
	d := newDesk(t)
	block, _ := pem.Decode([]byte(d.g.Alipay().PrivateKey))
	hay := bytes.Join([][]byte{[]byte(d.g.Alipay().PrivateKey), block.Bytes, []byte(hex.EncodeToString(block.Bytes)), []byte(d.g.Stripe().Secret), []byte(base64.StdEncoding.EncodeToString([]byte(d.g.PayPal().Secret)))}, nil)
	n := needles(d.g)
	for _, name := range []string{"Alipay's private key in PEM", "Alipay's private key in bytes", "Alipay's private key in hex", "Stripe's key", "PayPal's secret in base64"} {
		if !bytes.Contains(hay, n[name]) {
			t.Errorf("%s is not found", name)
		}
	}
}

// TestRemovedAndForgottenKeys: with the last channel its key leaves the key ring, and keys
// given up are asked for once more while the connection stays.
func TestRemovedAndForgottenKeys(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("stripe-trial")
	d.add("paypal-trial")
	if out, code := d.try("channel", "forget-keys"); code != exitWork || !strings.Contains(out, "--yes") || !strings.Contains(out, "stripe-trial") {
		t.Errorf("exit %d: %s", code, out)
	}
	d.run("channel", "test", "stripe-trial")
	d.run("channel", "forget-keys", "--yes")
	if out := d.run("channel", "list", "--json"); strings.Count(out, `"needs_keys": true`) != 2 {
		t.Errorf("%s", out)
	}
	if out, code := d.try("channel", "test", "stripe-trial"); code != exitWork || !strings.Contains(out, "keys") {
		t.Errorf("exit %d: %s", code, out)
	}
	secret := []string{"channel", "add", "stripe", "--name", "stripe-trial", "--gateway", d.g.Stripe().URL, "--secret-file", d.file(d.g.Stripe().Secret)}
	if _, code := d.try(secret...); code != exitWork {
		t.Errorf("without --replace: exit %d", code)
	}
	d.run(append(secret, "--replace")...)
	d.run("channel", "test", "stripe-trial")
	if out := d.run("channel", "list", "--json"); strings.Count(out, `"needs_keys": true`) != 1 {
		t.Errorf("%s", out)
	}
	if out, code := d.try("channel", "add", "stripe", "--name", "paypal-trial", "--secret-file", secret[len(secret)-1], "--replace"); code != exitWork {
		t.Errorf("another provider's: exit %d, %s", code, out)
	}
	for _, name := range []string{"stripe-trial", "paypal-trial"} {
		d.run("channel", "remove", name)
	}
	if out := d.run("channel", "list", "--json"); strings.Contains(out, "trial") {
		t.Errorf("%s", out)
	}
}
