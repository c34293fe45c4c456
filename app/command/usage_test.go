package command

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode"

	"zhangfang/assets"
)

// A wrong usage is told in the owner's language, whoever finds it.
func TestWrongUsageIsToldInChinese(t *testing.T) {
	text, err := assets.NewText("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"channel add stripe --secret-file x":          "--name",
		"status --out x":                              "没有 --out 这个选项",
		"report -q x":                                 "没有 -q 这个选项",
		"pull --from":                                 "--from 后面",
		"gateway --days many":                         "--days 的值“many”",
		"report -o x.pdf":                             "--month --quarter --year --from",
		"report --month 2026-01 --year 2026 -o x.pdf": "只能给一个",
		"pull --from 2026-01-01":                      "--from --to",
		"channel frob":                                "没有“frob”",
		"channel test":                                "要 1 个，给了 0 个",
		"pull a b":                                    "要 1 个，给了 2 个",
		"import":                                      "要 1 个，给了 0 个",
		"pull --from tomorrow --to 2026-01-01":        "“tomorrow”不是日期",
		"report --month Jan -o x.pdf":                 "“Jan”不是月份",
		"report --quarter Q9 -o x.pdf":                "“Q9”不是季度",
		"report --year MMXX -o x.pdf":                 "“MMXX”不是年份",
		"report --from 2026-02-01 --to 2026-01-01 -o x.pdf": "之前",
	} {
		var out, errs bytes.Buffer
		env := Env{Out: &out, Err: &errs, Now: time.Now, Text: text}
		code := Run(t.Context(), env, append([]string{"--book", t.TempDir() + "/none.zfbook"}, strings.Fields(line)...))
		said := errs.String()
		if code != exitUsage || !strings.Contains(said, want) || !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: exit %d: %s", line, code, said)
		}
	}
}

func TestWhatIsNoUsageStaysAsItIs(t *testing.T) {
	err := told("the disk has an unknown flag: --dirty")
	if usage(err) != err {
		t.Errorf("%v", usage(err))
	}
}
