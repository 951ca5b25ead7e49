# fazhi (法治). All data lies in FAZHI_HOME (default: var/ in this folder).

.DEFAULT_GOAL := help
.PHONY: help run install develop test check accept bench lock

PY := .venv/bin/python
# make test TESTS="tests/core -k days"
TESTS ?=

help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: ## 安装，建立示范街道的一年，打开网页服务；数据保留
	@tools/run.sh

install: ## 只准备 .venv 与 fazhi 命令
	@tools/environment.sh base

develop: ## 同 install，另加测试与检查的工具
	@tools/environment.sh develop

test: develop ## 全部测试：先 SQLite，再 PostgreSQL（自带，测完即删）
	@tools/test.sh $(TESTS)

check: develop ## 格式、检查、类型、分层、文档
	@tools/check.sh

accept: develop ## 以当前输出改写 tests/accepted
	@FAZHI_ACCEPT=1 $(PY) -m pytest $(TESTS)

bench: develop ## 测速（SIZE=full 为百万件）
	@$(PY) -m bench

lock: develop ## 由 pyproject.toml 重新生成 requirements/*.txt
	@tools/lock.sh
