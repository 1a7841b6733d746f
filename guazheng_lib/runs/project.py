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


def project_path(text: str) -> Path:
    """Find what a notebook's path means (项目内路径): a relative one counts from the project.

    JupyterLab starts a notebook in its own folder, an analyst thinks from the project's.
    """
    path = Path(text)
    if path.is_absolute():
        return path
    here = Path.cwd()
    roots = [each for each in (here, *here.parents) if (each / "pyproject.toml").exists()]
    return (roots[0] if roots else here) / path
