"""Where the project's notebooks lie (项目文件夹)."""

from pathlib import Path

from guazheng_lib.terms.errors import Place, RunError


def notebooks_folder() -> Path:
    """Find `notebooks/`: beside the library, or where the command was started.

    Raises:
        RunError: where there is none.
    """
    for root in (Path(__file__).parents[2], Path.cwd()):
        folder = root / "notebooks"
        if (folder / "county").is_dir():
            return folder
    raise RunError(
        "找不到项目的 notebooks 文件夹",
        place=Place("notebooks"),
        remedy="在项目文件夹里运行，或用 pip install -e . 安装",
    )
