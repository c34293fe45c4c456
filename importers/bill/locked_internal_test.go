package bill

import "testing"

// TestSpins: a file cannot ask for hours of hashing.
func TestSpins(t *testing.T) {
	for info, want := range map[string]bool{
		`<p:encryptedKey spinCount="100000" saltSize="16"/>`: true,
		`<p:encryptedKey spinCount = '100000'/>`:             true,
		`<p:encryptedKey spinCount="2000000000"/>`:           false,
		`<p:encryptedKey spinCount="&#50;000000000"/>`:       false,
		`<a spinCount="1"/><b spinCount="2000000000"/>`:      false,
		"\x04\x00\x02\x00 the older kind":                    true,
	} {
		if fewSpins([]byte(info)) != want {
			t.Errorf("%s: %v", info, !want)
		}
	}
}
