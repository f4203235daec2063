# opsconsole: make demo · make test · make bench · make install [PREFIX=/usr/local] [DESTDIR=]
PREFIX ?= /usr/local
SWIFT ?= swift

release := --configuration release --static-swift-stdlib --product opsconsole
# A program nobody links against need not show its symbols: the loader has less to read.
# Types of the library kind, `Dictionary<Role, Paint>`, are then found by what the compiler knows. By their names, the usual and shorter way, the
# first use of each goes through nine thousand conformances: a third of the time to the first picture. See docs/decisions/0026.
naming := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
linking := $(if $(filter Linux,$(shell uname)),-Xlinker --no-export-dynamic)
sources := Package.swift Sources Tests Benchmarks/plans/Package.swift Benchmarks/plans/PlanFuzz Benchmarks/plans/PlanTiming

bindir := $(DESTDIR)$(PREFIX)/bin
sharedir := $(DESTDIR)$(PREFIX)/share

.PHONY: all demo docs test lint bench bench-logs install uninstall format clean dependencies release

all: release

## A launch on loopback that goes wrong and is rolled back: no set-up, no network.
demo:
	@scripts/install-dependencies.sh --build
	$(SWIFT) build --product opsconsole
	@$$($(SWIFT) build --show-bin-path)/opsconsole demo

## Everything that must hold. The test runner's own summary comes last.
test: dependencies
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@$(MAKE) --no-print-directory lint
	@SWIFT="$(SWIFT)" scripts/test.sh

lint:
	$(SWIFT) format lint --strict --recursive --parallel $(sources)
	scripts/check-imports.sh
	scripts/check-architecture.sh

## Measures the release build from outside, in a pseudo-terminal; writes docs/benchmarks.md.
bench:
	@scripts/install-dependencies.sh --bench
	@$(MAKE) --no-print-directory release
	Benchmarks/terminal/run $$($(SWIFT) build $(release) --show-bin-path)/opsconsole

## What a probe costs, beside blackbox_exporter; writes its part of docs/benchmarks.md.
.PHONY: bench-probes
bench-probes:
	@scripts/install-dependencies.sh --bench
	@$(MAKE) --no-print-directory release
	Benchmarks/probes/run $$($(SWIFT) build $(release) --show-bin-path)/opsconsole
## The same for logs: takes about five minutes and 4 GB in the temporary directory.
bench-logs:
	@scripts/install-dependencies.sh --bench
	@$(MAKE) --no-print-directory release
	Benchmarks/logs/run $$($(SWIFT) build $(release) --show-bin-path)/opsconsole

release:
	@scripts/install-dependencies.sh --build
	PKG_CONFIG_PATH="$$(scripts/static-libraries.sh .build/static)" $(SWIFT) build $(release) $(naming) $(linking)

install: release
	scripts/install.sh "$$($(SWIFT) build $(release) --show-bin-path)/opsconsole" "$(DESTDIR)" "$(PREFIX)"

uninstall:
	rm -f "$(bindir)/opsconsole" "$(sharedir)/man/man1/opsconsole.1"
	rm -f "$(sharedir)/bash-completion/completions/opsconsole" "$(sharedir)/zsh/site-functions/_opsconsole"
	rm -f "$(sharedir)/fish/vendor_completions.d/opsconsole.fish"
	rm -rf "$(sharedir)/opsconsole"

format:
	$(SWIFT) format --in-place --recursive --parallel $(sources)

clean:
	$(SWIFT) package clean

dependencies:
	@scripts/install-dependencies.sh

## The documents that are written by the program itself; a test says when they are stale.
docs:
	$(SWIFT) build --product opsconsole
	$$($(SWIFT) build --show-bin-path)/opsconsole manual --keys > docs/keys.md.new && mv docs/keys.md.new docs/keys.md
	PICTURES=write $(SWIFT) test --disable-xctest --filter ReadmeTests

## The screens in docs/tour.md and docs/images, from the real program; needs tmux, and Python with Pillow.
.PHONY: tour
tour: release
	scripts/capture-tour.sh .build/release/opsconsole

## Reads plans and launch files made of real ones and broken, and checks what must hold of any reading. SECONDS=3600 SEED=N INPUT=N
.PHONY: fuzz
fuzz:
	@scripts/install-dependencies.sh --build
	cd Benchmarks/plans && $(SWIFT) build --configuration release --product PlanFuzz
	$$(command -v chrt >/dev/null && echo chrt -i 0) Benchmarks/plans/.build/release/PlanFuzz --fixtures Tests/Fixtures/plans \
		--seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) $(if $(INPUT),--input $(INPUT))

## Presses keys at random on the real program in a pseudo-terminal, and looks whether all that is typed arrives. SECONDS=3600 SEED=N
.PHONY: fuzz-keys
fuzz-keys:
	@scripts/install-dependencies.sh
	$(SWIFT) build --build-tests
	FUZZ_KEYS=$(or $(SECONDS),60) $(if $(SEED),SEED=$(SEED)) $(SWIFT) test --skip-build --disable-xctest --no-parallel --filter KeyFuzzTests

## How long reading takes over the size of a plan.
.PHONY: bench-plans
bench-plans:
	@scripts/install-dependencies.sh --build
	cd Benchmarks/plans && $(SWIFT) build --configuration release --product PlanTiming
	Benchmarks/plans/.build/release/PlanTiming Tests/Fixtures/plans/real/*.txt

## Five hundred disturbed runs, compared with what was recorded of them. SEED=N brings the same scenarios again.
.PHONY: torture
torture:
	@scripts/install-dependencies.sh
	$(SWIFT) build --product RunnerTorture
	$(SWIFT) build --product RunnerFixture
	$(SWIFT) build --product opsconsole
	$$($(SWIFT) build --show-bin-path)/RunnerTorture --runs $(or $(RUNS),500) $(if $(SEED),--seed $(SEED))
