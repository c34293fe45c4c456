package e2e

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jezek/xgb/xproto"
)

// channels is the key that, with Ctrl, leads to the view of live connections.
const channels xproto.Keysym = '3'

// gateways are the program's own fakes of the providers, started as a person would.
type gateways struct {
	Dir      string
	From, To string
	Gateways []struct{ Provider, URL string }
}

// gateways starts them with a shop of a few days.
func (o *owner) gateways(t *testing.T) (g gateways) {
	t.Helper()
	cmd := exec.Command(o.binary, "gateway", "--dir", filepath.Join(t.TempDir(), "gateway"), "--days", "5", "--per-day", "12", "--json")
	says, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, cmd)
	if err := json.NewDecoder(bufio.NewReader(says)).Decode(&g); err != nil {
		t.Fatalf("what the gateways say: %v", err)
	}
	return g
}

func (g *gateways) url(t *testing.T, provider string) string {
	t.Helper()
	for _, x := range g.Gateways {
		if x.Provider == provider {
			return x.URL
		}
	}
	t.Fatalf("no gateway of %s", provider)
	return ""
}

func (g *gateways) key(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(g.Dir, "keys", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// appID is that of the gateways' Alipay.
const appID = "2021009876543210"

// passphrase is what the owner makes up where the machine has no key ring.
const passphrase = "open sesame"

// TestAChannel connects Alipay through the dialog, at the program's own gateway, and
// finds what was pulled on the screen and by commands.
func TestAChannel(t *testing.T) {
	o := newOwner(t)
	o.times = filepath.Join(t.TempDir(), "times")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent") // no key ring: a passphrase is asked for
	g := o.gateways(t)
	cmd, w := o.open(t)
	o.press(t, channels, keyControl)
	o.quiet(t)
	o.shot(t, "channel-1-bare")
	bare := o.shade(t, w)
	o.click(t, w, 682, 159) // of Alipay's card
	asked := o.covered(t, w, bare)
	o.press(t, keyReturn) // what to prepare on the site was read
	o.fillIn(t, &g)
	o.shot(t, "channel-2-keys")
	o.press(t, keyReturn)
	o.press(t, keyReturn)
	o.worked(t, "channels.(*Form).Try", 1)
	o.shot(t, "channel-3-test")
	o.press(t, keyReturn)
	o.shot(t, "channel-4-start")
	o.press(t, keyReturn)
	o.covered(t, w, asked) // by the question for a passphrase
	o.write(t, passphrase)
	o.press(t, keyTab)
	o.write(t, passphrase)
	o.shot(t, "channel-5-passphrase")
	o.press(t, keyReturn)
	eventually(t, "the dialogs are gone", func() bool { return o.shade(t, w) == bare })
	o.pulled(t, &g)
	o.onScreen(t, w)
	o.shut(t, cmd)
	o.tell(t, "verify")
	o.locked(t)
}

// locked starts the program once more and types a wrong passphrase before the right
// one: the dialog stays until it fits.
func (o *owner) locked(t *testing.T) {
	t.Helper()
	cmd, w := o.open(t)
	o.press(t, channels, keyControl)
	o.quiet(t)
	bare := o.shade(t, w)
	o.click(t, w, 1138, 132) // the card's test
	o.covered(t, w, bare)
	const tries = "ui.(*session).tryPassphrase"
	o.write(t, "shut sesame")
	o.press(t, keyReturn)
	o.worked(t, tries, 1)
	o.press(t, 'a', keyControl)
	o.shot(t, "channel-7-wrong")
	o.write(t, passphrase)
	o.press(t, keyReturn)
	o.worked(t, tries, 2) // it can be tried again only while the dialog is open
	o.worked(t, "channels.(*Presenter).Test", 1)
	eventually(t, "the right passphrase closes the dialog", func() bool { return o.shade(t, w) == bare })
	o.shot(t, "channel-8-open")
	o.shut(t, cmd)
}

// fillIn fills in the keys as an owner does: what is short is typed, what is long is
// pasted.
func (o *owner) fillIn(t *testing.T, g *gateways) {
	t.Helper()
	o.write(t, appID)
	for _, name := range []string{"alipay-private-key.pem", "alipay-public-key.pem"} {
		o.press(t, keyTab) // the button that chooses a file
		o.press(t, keyTab)
		o.paste(t, g.key(t, name))
	}
	o.press(t, keyTab)
	o.press(t, keyReturn) // what few owners need
	o.press(t, keyTab)    // the sandbox
	o.press(t, keyTab)
	o.write(t, g.url(t, "alipay"))
}

// pulled waits until every day is in, and finds the rows by commands.
func (o *owner) pulled(t *testing.T, g *gateways) {
	t.Helper()
	eventually(t, "every bill up to yesterday is in", func() bool {
		var list struct {
			Channels []struct {
				LastDay string `json:"last_day"`
				Lag     int    `json:"lag_days"`
			}
		}
		if err := json.Unmarshal(o.tell(t, "channel", "list", "--json"), &list); err != nil {
			t.Fatal(err)
		}
		return len(list.Channels) == 1 && list.Channels[0].LastDay == g.To && list.Channels[0].Lag == 0
	})
	if rows, held := len(o.exported(t, "entries")), o.status(t).rows(); rows == 0 || rows != held {
		t.Errorf("%d rows by export, %d by status", rows, held)
	}
}

// onScreen finds the payments in the view that matches, by copying what it shows.
func (o *owner) onScreen(t *testing.T, w xproto.Window) {
	t.Helper()
	o.press(t, reconcile, keyControl)
	o.quiet(t)
	o.press(t, 'v') // payments lead: there are no orders
	o.quiet(t)
	o.click(t, w, 520, 340)
	o.press(t, 'a', keyControl)
	o.shot(t, "channel-6-rows")
	numbers := map[string]bool{}
	for _, row := range o.exported(t, "entries") {
		numbers[row["txn_no"]] = true
	}
	lines := strings.Split(strings.TrimSpace(o.copied(t)), "\n")
	if open := o.status(t).Legs[0].Open[1]; open == 0 || len(lines) != open {
		t.Errorf("%d rows on the screen, %d payments wait for orders", len(lines), open)
	}
	for _, line := range lines {
		if !slices.ContainsFunc(strings.Split(line, "\t"), func(cell string) bool { return numbers[cell] }) {
			t.Errorf("no row of the book is %q", line)
		}
	}
}
