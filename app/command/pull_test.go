package command

import (
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/store"
)

// channelsJSON is what channel list --json tells.
type channelsJSON struct{ Channels []connectionJSON }

// Days without a bill are no days that are in, and the owner is told that nothing came.
func TestAChannelWithoutAnyBillSaysSo(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("alipay-trial", "--from", "2026-03-05")
	d.g.On(gateway.MethodAlipayBill).Always(gateway.BeforeAccount)
	if out := d.run("channel", "test", "alipay-trial"); !strings.Contains(out, "alipay-trial") {
		t.Error(out)
	}
	d.run("pull")
	x := decoded[channelsJSON](t, d.run("--json", "channel", "list")).Channels[0]
	if x.Billed != 0 || x.Unbilled != 7 || x.LastDay != "" || x.Code != codeNoBills || x.Reason == "" || x.Next == "" {
		t.Errorf("%+v", x)
	}
	if out := d.run("channel", "list"); !strings.Contains(out, "CHANNEL") || !strings.Contains(out, x.Reason) {
		t.Error(out)
	}
	d.g.Clear()
	d.now = d.now.AddDate(0, 0, 1)
	d.run("pull")
	x = decoded[channelsJSON](t, d.run("--json", "channel", "list")).Channels[0]
	if x.Billed != 8 || x.Unbilled != 0 || x.Lag != 0 || x.LastDay != "2026-03-12" || x.Code != "" {
		t.Errorf("once bills come: %+v", x)
	}
}

func TestAPullInTheWayOfAnotherFails(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("alipay-trial")
	s, err := store.Open(t.Context(), d.book, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if mine, err := s.Claim(t.Context(), 1, "another program", d.now, d.now.Add(time.Minute)); err != nil || !mine {
		t.Fatal(mine, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]int{"pull": exitDone, "pull alipay-trial": exitWork, "pull --from 2026-03-10 --to 2026-03-11": exitWork} {
		if out, code := d.try(strings.Fields(line)...); code != want || !strings.Contains(out, "Another program") {
			t.Errorf("%s: exit %d: %s", line, code, out)
		}
	}
	if out := d.run("--json", "pull"); !strings.Contains(out, `"code": "pull_elsewhere"`) {
		t.Error(out)
	}
	d.now = d.now.Add(2 * time.Minute)
	d.run("pull", "alipay-trial")
}

func TestAPullSaysWhatTheOwnerMustCure(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	if out := d.try1("pull"); strings.Contains(out, "CHANNEL") {
		t.Error(out)
	}
	d.add("alipay-trial")
	for f, needs := range map[gateway.Fault]bool{gateway.NoPermission: true, gateway.IPRefused: true, gateway.NoAccount: true, gateway.ClockOff: true, gateway.Unavailable: false} {
		d.g.Clear()
		d.g.On(gateway.MethodAlipayBill).Always(f)
		out, code := d.try("pull", "alipay-trial", "--from", "2026-03-10", "--to", "2026-03-10")
		if code != exitWork || strings.Contains(out, "failed, needs you") != needs {
			t.Errorf("%s: exit %d: %s", f, code, out)
		}
	}
	d.g.Clear()
	d.g.On(gateway.MethodAlipayDownload).Always(gateway.WrongTotals)
	out, code := d.try("pull", "alipay-trial", "--from", "2026-03-10", "--to", "2026-03-10")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if last := lines[len(lines)-1]; code != exitWork || !strings.Contains(last, "2026-03-10") || !strings.Contains(last, ": ") {
		t.Errorf("exit %d, the last line is %q", code, last)
	}
	d.g.Clear()
	d.run("pull")
	if out := d.run("pull"); strings.TrimSpace(out) != "There are no bills to pull." {
		t.Error(out)
	}
}

// try1 is what a command printed, whatever became of it.
func (d *desk) try1(args ...string) string {
	d.t.Helper()
	out, _ := d.try(args...)
	return out
}

func TestTermsAreCheckedByTheCommandToo(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("stripe-trial")
	d.add("alipay-trial")
	for _, x := range fakeChannels(d.g) {
		if x.name != "stripe-trial" && x.provider != "alipay" {
			continue
		}
		first := strings.TrimSuffix(x.name, "-certificates")
		x.name = "second"
		line, err := x.write(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for more, want := range map[string]string{"--at 25:99": "25:99", "--from 2026-04-01": "2026-04-01", "": "--name " + first + " --replace"} {
			if out, code := d.try(append(strings.Fields(line)[1:], strings.Fields(more)...)...); code != exitWork || !strings.Contains(out, want) {
				t.Errorf("%s %s: exit %d: %s", first, more, code, out)
			}
		}
	}
	if all := decoded[channelsJSON](t, d.run("--json", "channel", "list")).Channels; len(all) != 2 || all[0].From != book.NewDay(2026, 3, 9).String() {
		t.Errorf("%+v", all)
	}
}
