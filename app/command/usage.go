package command

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"zhangfang/app/book"
)

// wording is how cobra, its flags or a reader of flags put a wrong usage, and the code
// of the problem that it is; what its pattern takes out are the arguments.
type wording struct {
	says *regexp.Regexp
	code string
}

// wordings are all of them, of cobra v1.10 and pflag v1.0, which have no types for most.
func wordings() []wording {
	say := func(pattern, code string) wording { return wording{regexp.MustCompile(`(?s)^` + pattern), code} }
	return []wording{
		say(`unknown flag: (--\S+)`, "usage_flag"),
		say(`unknown shorthand flag: '.+' in (-\S+)`, "usage_flag"),
		say(`bad flag syntax: (.+)`, "usage_flag"),
		say(`flag needs an argument: (?:'.+' in )?(-\S+)`, "usage_flag_empty"),
		say(`invalid argument "(.*)" for "(?:-., )?(--\S+)" flag`, "usage_flag_value"),
		say(`required flag\(s\) (.+) not set`, "usage_flag_missing"),
		say(`at least one of the flags in the group \[(.+)\] is required`, "usage_flag_one"),
		say(`if any flags in the group \[(.+)\] are set they must all be set`, "usage_flag_together"),
		say(`if any flags in the group \[(.+)\] are set none of the others can be`, "usage_flag_alone"),
		say(`unknown command "([^"]*)" for `, "usage_command"),
		say(`requires at least (\d+) arg\(s\), only received (\d+)`, "usage_arguments"),
		say(`accepts (?:at most )?(\d+) arg\(s\), received (\d+)`, "usage_arguments"),
		say(`day "([^"]*)": `, "usage_day"),
		say(`month "([^"]*)": `, "usage_month"),
		say(`quarter "([^"]*)": `, "usage_quarter"),
		say(`year "([^"]*)": `, "usage_year"),
	}
}

// usage is a wrong usage as a problem that can be told in any language; an error that
// is none, or put in words that are not known, stays as it is.
func usage(err error) error {
	text := err.Error()
	for _, w := range wordings() {
		found := w.says.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		args := found[1:]
		if last := len(args) - 1; strings.HasPrefix(w.code, "usage_flag") {
			args[last] = flags(args[last])
		}
		return &book.Problem{Code: w.code, Args: args, Err: err}
	}
	return err
}

// explain is what a command does that only has others below it: it tells of them.
func explain(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// flags writes a list of names, `"a", "b"` or `a b`, as they are typed.
func flags(list string) string {
	names := strings.FieldsFunc(list, func(r rune) bool { return r == '"' || r == ',' || r == ' ' })
	for i, name := range names {
		if !strings.HasPrefix(name, "-") {
			names[i] = "--" + name
		}
	}
	return strings.Join(names, " ")
}
