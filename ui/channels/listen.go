package channels

import "context"

// ListenAddress reads where notifications are heard, "" for nowhere.
func (p *Presenter) ListenAddress(show func(address string)) {
	var address string
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		address, err = p.deps.Service.ListenAddress(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		show(address)
	})
}

// SetListenAddress says where notifications are heard, "" for nowhere.
func (p *Presenter) SetListenAddress(address string) {
	p.deps.Run(context.Background(), func(ctx context.Context) error { return p.deps.Service.SetListenAddress(ctx, address) }, func(err error) {
		switch {
		case err != nil:
			p.deps.ShowError(err)
		case address == "":
			p.deps.Toast(p.deps.Text.T("channels.listen_off"), "", nil)
		default:
			p.deps.Toast(p.deps.Text.T("channels.listen_on", address), "", nil)
		}
		p.Load()
	})
}
