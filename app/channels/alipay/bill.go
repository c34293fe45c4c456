package alipay

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Bill asks where the bill of a day lies, fetches it while the address holds, and
// looks at the checksums of the zip; there is nothing else to compare it with but
// the bill's own footers, which the importers do.
func (c *client) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	if !channels.Over(day, c.env.Now()) {
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	}
	for again := false; ; again = true {
		at, err := c.address(ctx, stream, day)
		if err != nil {
			return channels.Bill{}, c.absent(err, day)
		}
		path := filepath.Join(dir, fileName(at, c.app, stream, day))
		sum, err := c.fetch(ctx, at, path)
		if err != nil && !again && book.CodeOf(err) == channels.CodeDamaged { // the address lives for thirty seconds
			continue
		}
		return channels.Bill{Path: path, SHA256: sum}, err
	}
}

// absent tells what it means that there is no bill. Before the hour by which bills
// are ready it may still come.
func (c *client) absent(err error, day book.Day) error {
	switch book.CodeOf(err) {
	case codeBefore:
		return &book.Problem{Code: channels.CodeNoBill}
	case channels.CodeNoBill:
		_, over := channels.DayBounds(day)
		if c.env.Now().Before(over.Add(Driver{}.Streams()[0].Ready)) {
			return &book.Problem{Code: channels.CodeNotReady}
		}
		return &book.Problem{Code: channels.CodeNoTrade}
	}
	return err
}

// fileName is the name that Alipay gives the file, where that is a name and no path.
func fileName(at, app, stream string, day book.Day) string {
	if u, err := url.Parse(at); err == nil {
		name := u.Query().Get("downloadFileName")
		if name != "" && name == filepath.Base(name) && !strings.ContainsAny(name, `\/:`) && name[0] != '.' && len(name) < 120 {
			return strings.TrimSuffix(strings.TrimSuffix(name, ".zip"), ".csv") + "_" + stream + ".zip"
		}
	}
	return app + "_" + strings.ReplaceAll(day.String(), "-", "") + "_" + stream + ".zip"
}

func (c *client) fetch(ctx context.Context, at, path string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil || r.URL.Host == "" {
		return "", unexpected("no address of a bill")
	}
	res, err := c.env.HTTP.Do(r)
	if err != nil {
		return "", channels.Unreachable(ctx, err)
	}
	defer res.Body.Close()
	if res.StatusCode >= http.StatusInternalServerError {
		return "", &book.Problem{Code: channels.CodeBusy, Err: fmt.Errorf("status %d", res.StatusCode)}
	}
	return channels.Save(path, func(w io.Writer) error {
		if _, err := io.Copy(w, res.Body); err != nil {
			return channels.Unreachable(ctx, err)
		}
		return whole(path)
	})
}

// whole unpacks the file to nowhere: a zip that was cut off, or whose bytes are not
// those that went in, is no bill; nor is a page that says that the address is old.
func whole(path string) error {
	damaged := func(err error) error { return &book.Problem{Code: channels.CodeDamaged, Err: err} }
	z, err := zip.OpenReader(path)
	if errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err != nil {
		return damaged(errors.New("no zip"))
	}
	defer z.Close()
	if len(z.File) == 0 {
		return damaged(errors.New("an empty zip"))
	}
	left := int64(channels.MostPlain)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return damaged(errors.New("a member that cannot be unpacked"))
		}
		n, err := io.Copy(io.Discard, io.LimitReader(in, left+1))
		in.Close()
		if err != nil {
			return damaged(errors.New("a member whose checksum is another"))
		}
		if left -= n; left < 0 {
			return damaged(errors.New("larger than any bill"))
		}
	}
	return nil
}
