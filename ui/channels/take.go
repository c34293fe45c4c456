package channels

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhangfang/app/pull"
)

// mostKey bounds a file with a key, in bytes.
const mostKey = 1 << 20

// Take fills in files that were dropped or chosen: each goes to the field that its
// name or content says, else to the field at a place; -1 is none. What is no key is
// said by ShowError of the view's.
func (f *Form) Take(paths []string, at int) {
	type file struct {
		name string
		data []byte
	}
	var files []file
	f.p.deps.Run(context.Background(), func(context.Context) error {
		for _, path := range paths {
			data, err := readKey(path)
			if err != nil {
				return err
			}
			files = append(files, file{filepath.Base(path), data})
		}
		return nil
	}, func(err error) {
		if err != nil {
			f.p.deps.ShowError(err)
			return
		}
		for _, x := range files {
			f.take(x.name, x.data, at)
		}
		f.judge()
	})
}

func readKey(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostKey))
}

func (f *Form) take(name string, data []byte, at int) {
	text := string(data)
	cert, err := x509.ParseCertificate(data)
	if err == nil { // bare DER
		text = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: data}))
	} else if block, _ := pem.Decode(data); block != nil {
		cert, _ = x509.ParseCertificate(block.Bytes)
	}
	field := f.byName(name)
	if field == "" {
		field = f.byContent(text)
	}
	if cert != nil && field == "" || field == "serial" {
		if i := f.index("serial"); i >= 0 && cert != nil { // that of the merchant's certificate
			f.Fill(i, strings.ToUpper(cert.SerialNumber.Text(16)))
			return
		}
	}
	i := f.index(field)
	if i < 0 {
		i = at
	}
	if i < 0 {
		f.p.deps.Toast(f.p.deps.Text.T("channels.no_key_file", name), "", nil)
		return
	}
	f.turnTo(f.Fields[i].Name)
	f.Fill(i, text)
}

// byName knows the names that providers and their tools give to files.
func (f *Form) byName(name string) string {
	name = strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
	for _, x := range [...]struct{ part, field string }{
		{"appcert", "app_cert"}, {"alipaycert", "alipay_cert"}, {"rootcert", "root_cert"},
		{"apiclientkey", "private_key"}, {"apiclientcert", "serial"}, {"pubkey", "public_key"},
		{"应用私钥", "private_key"}, {"支付宝公钥", "public_key"}, {"alipaypublickey", "public_key"},
	} {
		if strings.Contains(name, x.part) && f.index(x.field) >= 0 {
			return x.field
		}
	}
	return ""
}

// byContent finds the one field that can read a text; "" where none or several can.
func (f *Form) byContent(text string) string {
	var fits []string
	for i := range f.Fields {
		x := &f.Fields[i]
		// A certificate holds a public key as well, but is hardly meant as one.
		certificate := strings.Contains(text, "CERTIFICATE")
		if x.Kind != pull.FieldText && (x.Kind == pull.FieldCertificate) == certificate && pull.CheckField(x.Field, text) == nil {
			fits = append(fits, x.Name)
		}
	}
	if len(fits) == 1 {
		return fits[0]
	}
	return ""
}

func (f *Form) index(name string) int {
	return slices.IndexFunc(f.Fields, func(x FormField) bool { return x.Name == name })
}

// turnTo chooses the way that a field belongs to.
func (f *Form) turnTo(name string) {
	if f.inSight(name) {
		return
	}
	for i, m := range f.modes {
		if slices.Contains(m.fields, name) {
			f.Mode = i
			return
		}
	}
}
