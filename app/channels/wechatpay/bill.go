package wechatpay

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// pointer is what leads to a bill.
type pointer struct {
	HashType string `json:"hash_type"`
	Hash     string `json:"hash_value"`
	URL      string `json:"download_url"`
}

// Bill asks where the bill of a day lies, fetches it while the address holds, and
// compares its hash, which is over the unpacked bytes with their mark and CRLF.
func (c *client) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	if !channels.Over(day, c.env.Now()) {
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	}
	ask := url.Values{"bill_date": {day.String()}, "tar_type": {"GZIP"}}
	name := c.merchant + "All" + day.String() + ".csv"
	if stream == fundFlow {
		ask.Set("account_type", "BASIC")
		name = c.merchant + "Basic" + day.String() + ".csv"
	} else {
		ask.Set("bill_type", "ALL")
	}
	path := filepath.Join(dir, name)
	for again := false; ; again = true {
		var p pointer
		if err := c.get(ctx, "/v3/bill/"+stream+"?"+ask.Encode(), &p); err != nil {
			return channels.Bill{}, c.absent(err, day)
		}
		sum, err := c.fetch(ctx, p, path)
		if err != nil && !again && book.CodeOf(err) == channels.CodeUnexpected { // the address lives for thirty seconds
			continue
		}
		return channels.Bill{Path: path, SHA256: sum}, err
	}
}

// absent tells what it means that there is no bill. Before the hour from which bills
// are ready it may still come.
func (c *client) absent(err error, day book.Day) error {
	if book.CodeOf(err) != channels.CodeNoBill {
		return err
	}
	_, over := channels.DayBounds(day)
	streams := Driver{}.Streams()
	switch now := c.env.Now(); {
	case now.Before(over.Add(streams[0].Ready)):
		return &book.Problem{Code: channels.CodeNotReady}
	case now.After(over.AddDate(0, 0, streams[0].Back)):
		return &book.Problem{Code: channels.CodeNoBill}
	}
	return &book.Problem{Code: channels.CodeNoTrade}
}

func (c *client) fetch(ctx context.Context, p pointer, path string) (sum string, err error) {
	defer channels.Recovered(channels.CodeUnexpected, &err)
	if p.URL == "" || !strings.EqualFold(p.HashType, "SHA1") {
		return "", &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(p.HashType)}}
	}
	res, err := c.plain.Get(ctx, p.URL)
	if err != nil {
		return "", c.told(ctx, err)
	}
	defer res.Response.Body.Close()
	return channels.Save(path, func(w io.Writer) error {
		plain, err := unpacked(res.Response.Body)
		if err != nil {
			return c.damaged(ctx, err)
		}
		h := sha1.New()
		n, err := io.Copy(io.MultiWriter(w, h), io.LimitReader(plain, channels.MostPlain+1))
		switch {
		case err != nil:
			return c.damaged(ctx, err)
		case n > channels.MostPlain:
			return &book.Problem{Code: channels.CodeDamaged, Err: errors.New("larger than any bill")}
		case !strings.EqualFold(hex.EncodeToString(h.Sum(nil)), p.Hash):
			return &book.Problem{Code: channels.CodeDamaged, Err: errors.New("the hash is another")}
		}
		return nil
	})
}

// damaged is the problem of bytes that cannot be unpacked, or did not all come.
func (c *client) damaged(ctx context.Context, err error) error {
	var corrupt interface{ Timeout() bool }
	if ctx.Err() != nil || errors.As(err, &corrupt) {
		return channels.Unreachable(ctx, err)
	}
	return &book.Problem{Code: channels.CodeDamaged, Err: err}
}

// unpacked reads gzip by its mark: the transport may have unpacked it already.
func unpacked(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if head, err := b.Peek(2); err != nil || head[0] != 0x1f || head[1] != 0x8b {
		if err == io.EOF {
			err = nil
		}
		return b, err
	}
	return gzip.NewReader(b)
}
