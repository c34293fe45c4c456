package report

import "fmt"

// colour is red, green and blue. The tokens are those of the window's light
// theme; all of them keep apart in black and white.
type colour [3]int

var (
	ink    = colour{0x1C, 0x24, 0x30} // text
	grey   = colour{0x5B, 0x66, 0x76} // secondary text, a shade darker than on screen
	line   = colour{0xD3, 0xD8, 0xDF} // rules
	tint   = colour{0xE8, 0xF1, 0xF0} // grounds
	accent = colour{0x0F, 0x76, 0x6E} // teal
	pale   = colour{0xA9, 0xD5, 0xCF} // light teal
	white  = colour{0xFF, 0xFF, 0xFF}
)

func (c colour) hex() string { return fmt.Sprintf("%02X%02X%02X", c[0], c[1], c[2]) }
