package command

import (
	"bufio"
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app/channels/gateway"
	"zhangfang/assets"
)

// TestListenHearsWhatIsTrue: a payment that Alipay tells of is printed, told twice once;
// what is forged is answered and not printed.
func TestListenHearsWhatIsTrue(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("alipay-trial")
	pay, back := d.trades(d.g.Books().AlipayTrades)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, Env{Out: in, Err: io.Discard, Now: func() time.Time { return d.now }, Text: text}, []string{"--book", d.book, "--json", "channel", "listen", "--addr", address})
		in.Close()
	}()
	lines := make(chan string, 10)
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			lines <- s.Text()
		}
		close(lines)
	}()
	send := func(no string, f gateway.Fault) (answer string) {
		t.Helper()
		n, err := d.g.AlipayNotice(no, false, f)
		if err != nil {
			t.Fatal(err)
		}
		for range 500 { // until it listens, and its key is at hand
			var status int
			if status, answer, err = n.Send(ctx, "http://"+address+"/notify/alipay-trial"); err == nil && status == 200 {
				return answer
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatalf("nobody hears: %v", err)
		return ""
	}
	for _, f := range []gateway.Fault{gateway.WrongKey, gateway.Altered} {
		if got := send(pay.OrderNo, f); got != "fail" {
			t.Errorf("%s: answered %q", f, got)
		}
	}
	for _, no := range []string{pay.OrderNo, back.Request} {
		if got := send(no, gateway.None); got != "success" {
			t.Errorf("%s: answered %q", no, got)
		}
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("exit %d", code)
	}
	var heard []string
	for line := range lines {
		heard = append(heard, line)
	}
	if len(heard) != 2 || !strings.Contains(heard[0], `"order_no":"`+pay.OrderNo+`"`) || !strings.Contains(heard[0], `"kind":"payment"`) || !strings.Contains(heard[1], `"refund_no":"`+back.Request+`"`) {
		t.Errorf("heard %v", heard)
	}
}
