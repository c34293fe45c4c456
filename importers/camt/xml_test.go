package camt

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"zhangfang/importers/bill/billtest"

	"zhangfang/app/book"
)

// events notes what a handler is told.
type events []string

func (e *events) start(path string, tag []byte, _ int) error {
	*e = append(*e, "<"+path+" "+attribute(tag, "Ccy"))
	return nil
}

func (e *events) end(path string, text []byte) error {
	*e = append(*e, ">"+path+" "+string(text))
	return nil
}

// oracle is what the XML decoder of the standard library finds in a document.
func oracle(data []byte) (events, error) {
	var out events
	var path []string
	text := ""
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			path, text = append(path, t.Name.Local), ""
			ccy := ""
			for _, a := range t.Attr {
				if a.Name.Local == "Ccy" {
					ccy = a.Value
				}
			}
			out = append(out, "<"+strings.Join(path, "/")+" "+ccy)
		case xml.CharData:
			text += string(t)
		case xml.EndElement:
			out = append(out, ">"+strings.Join(path, "/")+" "+strings.TrimSpace(text))
			path, text = path[:len(path)-1], ""
		}
	}
}

func walk(data []byte) (events, error) {
	var e events
	err := walkXML(context.Background(), bytes.NewReader(data), &e)
	return e, err
}

func TestXML(t *testing.T) {
	for _, text := range []string{
		"<a/>",
		"<a><b>x</b> y </a>",
		"<?xml version='1.0'?>\n<!-- <a> --><a x='>' y=\"'/>\" Ccy = 'EUR' ><b Ccy=\"USD\"/></a\n>\n",
		"<n:a xmlns:n='u'><n:b n:c='d'>1</n:b></n:a>",
		"<a>&lt;b&gt; &amp;amp; &quot;&apos; &#20013;&#x6587; x</a>",
		"<a>one<!-- - -> -->two<?go > on?>three<![CDATA[<b>&amp;]] ]]>four</a>",
		"<a>\r\n\t中文 <b>\xf0\x9f\x90\x82</b></a>",
		"<a><b>1</b></a><a/>",
	} {
		want, err := oracle([]byte(strings.ReplaceAll(text, "\r\n", "\n")))
		if err != nil {
			t.Fatal(text, err)
		}
		if got, err := walk([]byte(text)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n got %q\nwant %q", text, err, got, want)
		}
	}
	for text, code := range map[string]string{
		"<a>":                    CodeXML,
		"<a><b></a></b>":         CodeXML,
		"</a>":                   CodeXML,
		"<a></a></a>":            CodeXML,
		"<a b='>":                CodeXML,
		"<a>&nbsp;</a>":          CodeXML,
		"<a>&#xD800;</a>":        CodeXML,
		"<a>&#0;</a>":            CodeXML,
		"<a>&amp</a>":            CodeXML,
		"<a>a & b</a>":           CodeXML,
		"<a>\x01</a>":            CodeXML,
		"<a>\xff</a>":            CodeXML,
		"<a>1 < 2</a>":           CodeXML,
		"<a><></></a>":           CodeXML,
		"<a><b/c></a>":           CodeXML,
		"<a><b'></a>":            CodeXML,
		"<a><!-- -></a>":         CodeXML,
		"<a><![CDATA[x]]</a>":    CodeXML,
		"<!DOCTYPE a><a/>":       CodeDoctype,
		"<a><!ENTITY b 'c'></a>": CodeDoctype,
	} {
		if _, err := walk([]byte(text)); book.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", text, err, code)
		}
	}
}

// TestXMLOfSamples compares what is found in the real documents at hand.
func TestXMLOfSamples(t *testing.T) {
	files, _ := filepath.Glob(billtest.SampleDir + "/camt/*/*.xml")
	flat, _ := filepath.Glob(billtest.SampleDir + "/camt/*.xml")
	if files = append(files, flat...); len(files) == 0 {
		t.Skip("no samples here")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := oracle(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
		if err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		if got, err := walk(data); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v: %d events, want %d", filepath.Base(name), err, len(got), len(want))
		}
	}
	t.Log(len(files), "documents")
}

// TestManyAttributes: a tag is as long as it is, however many attributes it has.
func TestManyAttributes(t *testing.T) {
	tag := []byte("Amt" + strings.Repeat(" a=''", 200_000) + " Ccy='EUR'")
	began := time.Now()
	if got := attribute(tag, "Ccy"); got != "EUR" {
		t.Errorf("got %q", got)
	}
	if took := time.Since(began); took > 5*time.Second { // it was 87 s
		t.Errorf("it took %v", took)
	}
}

// TestXMLIsBounded: many names and many signs in quotes are read in time; a test that
// does not end is how it fails.
func TestXMLIsBounded(t *testing.T) {
	var s strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&s, "<a%d/>", i)
	}
	if e, err := walk([]byte("<a>" + s.String() + "</a>")); err != nil || len(e) != 40_002 {
		t.Errorf("%v: %d events", err, len(e))
	}
	if _, err := walk([]byte("<a b='" + strings.Repeat(">", 900_000) + "'/>")); err != nil {
		t.Error(err)
	}
	if _, err := walk([]byte("<" + strings.Repeat("a", 1000) + "/>")); book.CodeOf(err) != CodeXML {
		t.Errorf("a long name: %v", err)
	}
}

func FuzzXML(f *testing.F) {
	f.Add([]byte("<a x='>'>&lt;<!-- -->b<![CDATA[c]]><d Ccy='EUR'/></a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := walk(data)
		if err != nil {
			return
		}
		open := 0
		for _, e := range got {
			if e[0] == '<' {
				open++
			} else {
				open--
			}
		}
		if open != 0 {
			t.Errorf("%d elements are left open", open)
		}
	})
}
