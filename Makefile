# 常用命令；单独执行 make 列出全部。需要 Python ≥ 3.11 和 make，别的都由这里装进 .venv。

BIN := .venv/bin
READY := .venv/.ready
ONLY ?=
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all lab check format docs lock system clean

help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## 建立 .venv 并按锁定版本安装

# Debian splits ensurepip off, and a pyenv shim may stand for a version that is not there: each
# candidate must prove itself before it is taken.
$(READY): requirements.lock
	@set -e; chosen=; \
	for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  if $$candidate -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then chosen=$$candidate; break; fi; \
	done; \
	if [ -z "$$chosen" ]; then \
	  echo '没有找到 Python 3.11 或更新版本（含 venv 模块）。请先安装；Debian/Ubuntu 上另装 python3-venv，然后重做。' >&2; \
	  exit 1; \
	fi; \
	echo "用 $$($$chosen --version) 建立 .venv，首次安装约需几分钟……"; \
	$$chosen -m venv .venv; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY) ## 生成演示城市并跑完全部县区
	$(BIN)/guazheng demo data/demo --casebook data/casebook.sqlite
	$(BIN)/guazheng run
	@echo '完成。全市总览: outputs/city/index.html；各县区: outputs/<县区>/screening.html 与 leads.xlsx'

test: $(READY) ## 跑全部不需要服务和浏览器的测试
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow" $(PYTEST_ARGS)

test-all: $(READY) system ## 跑全部测试，含浏览器和长时间的（先装好浏览器、字体、LibreOffice、PostgreSQL）
	$(BIN)/python -m pytest $(if $(ONLY),-m "$(ONLY)") $(PYTEST_ARGS)

lab: $(READY) ## 在 notebooks/ 打开 JupyterLab（中文界面，不联网）
	JUPYTER_CONFIG_PATH=notebooks/.jupyter $(BIN)/jupyter lab notebooks

check: $(READY) ## 检查代码、分层、笔记本、文档和锁定版本
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_house.py tests/test_docs.py

format: $(READY) ## 整理代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## 由程序里的目录重新生成 docs/ 下的对照表
	$(BIN)/python docs/generate.py

lock: ## 按 pyproject.toml 重新锁定版本（需要 uv）
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --upgrade -o requirements.lock

system:
	@missing=; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc libreoffice-writer"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	[ -n "$$(fc-list :lang=zh family 2>/dev/null)" ] || missing="$$missing fontconfig fonts-noto-cjk"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "安装:$$missing"; \
	  apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "请先安装（Debian/Ubuntu 上的包名）:$$missing，然后重做 make test-all。" >&2; exit 1; \
	fi

clean: ## 删去安装、缓存和演示数据（不动您自己的数据和输出）
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build guazheng.egg-info data/demo
	find . -name __pycache__ -prune -exec rm -rf {} +
