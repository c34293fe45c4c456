package pull

import (
	"strings"

	"zhangfang/app/channels"
)

// CheckField tells about one field alone, before the others are filled in, whether its
// key or certificate can be read; nil for an empty one and for plain text. Problem
// "field_key" with Cell the field's name.
func CheckField(f Field, text string) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var err error
	switch f.Kind {
	case FieldPrivateKey:
		_, err = channels.PrivateKey(text)
	case FieldPublicKey:
		_, err = channels.PublicKey(text)
	case FieldCertificate:
		_, err = channels.Certificates(text)
	}
	return channels.InField(err, f.Name)
}
