# make run and make test are all a newcomer needs: each sets the machine up first.
GO      ?= go
BUILD   := build
BINARY  := $(BUILD)/zhangfang
TOOL    := $(GO) tool -modfile=tools.mod
# fyne.Do is used throughout, so Fyne need not check the thread of every call.
TAGS    := migrated_fynedo

BUILD_DEBS := gcc pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev libwayland-dev wayland-protocols
TEST_DEBS  := xvfb openbox libgl1-mesa-dri poppler-utils sqlite3
CROSS_DEBS := git gcc-mingw-w64-x86-64-win32

# How many unseen shops make accuracy invents.
SEEDS ?= 20

# How long make fuzz runs each target.
FUZZTIME ?= 1m

.PHONY: run test unit e2e bench bench-window golden fuzz accuracy lint package stage tar deb cross setup setup-test setup-cross build clean

run: build
	./$(BINARY)

build: setup
	$(GO) build -tags $(TAGS) -o $(BINARY) .

test: setup-test lint unit e2e

# All tests, and again under the race detector with fewer seeds: it makes the
# database ten times slower.
unit:
	LC_ALL=C.UTF-8 $(GO) test -timeout 30m $$($(GO) list ./... | grep -v /ui/e2e)
	LC_ALL=C.UTF-8 $(GO) test -race -short -timeout 30m $$($(GO) list ./... | grep -v /ui/e2e)

# The real window, under a display of its own.
e2e:
	ZHANGFANG_E2E=1 $(GO) test -count=1 -timeout 15m -v ./ui/e2e

bench: setup-test build
	$(GO) test -run '^$$' -bench . -benchmem $$($(GO) list ./... | grep -v /ui/e2e)
	ZHANGFANG_BINARY=$(abspath $(BINARY)) $(GO) test -count=1 -timeout 60m -v -run TestWholeJob ./app/command -whole-job

# The real window on a book of a million rows: ten minutes of use, its times and its
# memory held against the goals. BOOK=FILE uses that book (a copy of it) instead of
# making one, FOR=1m is done sooner. On a machine that does nothing else.
BOOK ?= 1
FOR  ?= 10m
bench-window: setup-test build
	ZHANGFANG_BINARY=$(abspath $(BINARY)) ZHANGFANG_E2E=1 ZHANGFANG_E2E_BIG=$(BOOK) ZHANGFANG_E2E_FOR=$(FOR) \
		$(GO) test -count=1 -timeout 60m -run TestABigBook -v ./ui/e2e

# Takes the pictures of all views anew, after a look at them.
golden:
	$(GO) test -count=1 -run 'TestGolden$$' $(addprefix ./,$(dir $(wildcard ui/*/golden_test.go))) -update

# Every fuzz target in turn; what it finds stays under testdata/fuzz as a test. Go
# would spend most of the time on making small what is only interesting.
fuzz:
	@git grep -l '^func Fuzz' -- '*_test.go' | xargs -n1 dirname | sort -u | while read -r dir; do \
		targets=$$($(GO) test -list '^Fuzz' ./$$dir) || exit 1; \
		for target in $$(echo "$$targets" | grep '^Fuzz'); do \
			echo "$$dir $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./$$dir || exit 1; \
		done; \
	done

# How good matching is: invented shops and ledgers against their truth, and the
# goals beside each figure.
accuracy:
	cd app && $(GO) test -count=1 -timeout 30m -run 'Accuracy$$' -seeds $(SEEDS) -tables

lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not gofmt-ed:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(TOOL) staticcheck ./...

# Installable packages of this platform in build/. Those of Linux are made here: the
# Makefile in the archive of Fyne's tool cannot install a program that opens files. The
# tool counts Build up in FyneApp.toml and drops its comments, so that is put back.
package: setup
ifeq ($(shell uname -s),Linux)
	@$(MAKE) --no-print-directory tar
	@if command -v dpkg-deb >/dev/null; then $(MAKE) --no-print-directory deb; fi
else
	mkdir -p $(BUILD)
	cp FyneApp.toml $(BUILD)/FyneApp.toml
	$(TOOL) fyne package $(FYNE); code=$$?; mv $(BUILD)/FyneApp.toml FyneApp.toml; exit $$code
	for f in *.app *.exe; do if [ -e "$$f" ]; then rm -rf "$(BUILD)/$$f"; mv "$$f" $(BUILD)/; fi; done
endif

FYNE    := --release --tags $(TAGS) --icon assets/icons/Icon.png
VERSION  = $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)

# What is installed on Linux, below /usr or a folder like it: the program, its entry in
# the menu, its icon, and *.zfbook as a kind of file of its own. The entry is called as
# the program calls its windows, so that desktops put them together.
APP   := cn.zhangfang.desktop
STAGE := $(BUILD)/stage
stage: setup
	rm -rf $(STAGE)
	$(GO) build -trimpath -ldflags '-s -w' -tags $(TAGS) -o $(STAGE)/bin/zhangfang .
	install -Dm644 assets/linux/$(APP).desktop $(STAGE)/share/applications/$(APP).desktop
	install -Dm644 assets/linux/zhangfang.xml $(STAGE)/share/mime/packages/zhangfang.xml
	install -Dm644 assets/icons/Icon.png $(STAGE)/share/icons/hicolor/512x512/apps/zhangfang.png
	install -Dm644 LICENSE $(STAGE)/share/doc/zhangfang/copyright
	install -Dm644 assets/fonts/OFL.txt $(STAGE)/share/doc/zhangfang/OFL.txt

# An archive for any Linux: unpack it and run its install.sh.
tar: NAME = zhangfang-$(VERSION)-linux-$(shell $(GO) env GOARCH)
tar: stage
	rm -rf $(BUILD)/$(NAME)
	cp -r $(STAGE) $(BUILD)/$(NAME)
	install -m755 assets/linux/install.sh $(BUILD)/$(NAME)/install.sh
	tar -C $(BUILD) --owner=root --group=root --sort=name -cJf $(BUILD)/$(NAME).tar.xz $(NAME)
	rm -rf $(BUILD)/$(NAME)

# A Debian package. It needs the C library's version that the program was linked with.
DEB := $(BUILD)/deb
deb: ARCH = $(shell dpkg --print-architecture)
deb: stage
	rm -rf $(DEB)
	mkdir -p $(DEB)/DEBIAN
	cp -r $(STAGE) $(DEB)/usr
	libc=$$(objdump -T $(STAGE)/bin/zhangfang | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1 | cut -d_ -f2); \
	size=$$(du -sk $(DEB)/usr | cut -f1); \
	sed -e 's/@VERSION@/$(VERSION)/' -e 's/@ARCH@/$(ARCH)/' -e "s/@SIZE@/$$size/" -e "s/@LIBC@/$$libc/" assets/linux/control > $(DEB)/DEBIAN/control
	dpkg-deb --root-owner-group --build $(DEB) $(BUILD)/zhangfang_$(VERSION)_$(ARCH).deb

# What Linux can prove of the other systems: the rooms without Fyne compile for macOS,
# whose part of Fyne is C that only a Mac has; and the whole program is linked for
# Windows, with its icon and version. That is done in a copy of the tree: the tool leaves
# a resource there for a while, which no other build may find. Its flags protect the
# stack; mingw's part of that is in libssp, where the compiler has it apart.
CROSS := $(BUILD)/cross
MINGW := x86_64-w64-mingw32-gcc
cross: setup-cross
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 $(GO) vet $$($(GO) list ./... | grep -v -e '^zhangfang$$' -e /ui) ./ui/single
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) vet $$($(GO) list ./... | grep -v -e '^zhangfang$$' -e /ui/e2e)
	rm -rf $(CROSS) && mkdir -p $(CROSS)
	git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t $(CROSS)
	$(GO) build -modfile=tools.mod -o $(BUILD)/fyne fyne.io/tools/cmd/fyne
	ssp=$$($(MINGW) -print-file-name=libssp.a); [ -f "$$ssp" ] || ssp=; cd $(CROSS) && \
		CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=$(MINGW) CGO_LDFLAGS=$$ssp ../fyne package --target windows $(FYNE)
	mv $(CROSS)/Zhangfang.exe $(BUILD)/
	rm -rf $(CROSS)

setup:
	@$(call need,$(BUILD_DEBS))

setup-test:
	@$(call need,$(BUILD_DEBS) $(TEST_DEBS))

setup-cross:
	@$(call need,$(CROSS_DEBS))

clean:
	rm -rf $(BUILD)

# need installs what is missing of a list of Debian packages; elsewhere it says what is needed.
define need
	case "$$(uname -s)" in \
	Linux) \
		command -v apt-get >/dev/null || { echo "Please install what Fyne needs (a C compiler, OpenGL and X11/Wayland headers); for Debian that is: $(1)"; exit 0; }; \
		missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
		[ -z "$$missing" ] && exit 0; \
		echo "installing:$$missing"; \
		sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null ;; \
	Darwin) xcode-select -p >/dev/null 2>&1 || { echo "Please run: xcode-select --install   (Fyne needs a C compiler)"; exit 1; } ;; \
	*) command -v gcc >/dev/null || { echo "Please install a C compiler first, for example MSYS2's mingw-w64-x86_64-gcc (Fyne needs it)"; exit 1; } ;; \
	esac
endef
