"""Why a file cannot be read (拒读原因), told by the reader process to its parent."""

import errno

_REASONS = {
    errno.EACCES: "没有读取权限，或正被其他程序占用",
    errno.EPERM: "没有读取权限，或正被其他程序占用",
    errno.ENOSPC: "磁盘已满，临时文件写不下",
    errno.EIO: "磁盘或网络盘读取出错",
    errno.ENAMETOOLONG: "路径太长",
    errno.EMFILE: "打开的文件太多",
}
NOT_OPENED = "关闭正在使用它的程序，核对权限和磁盘空间后重跑"


class Refusal(Exception):
    """Raised in the reader process where a file is refused (拒读): what, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def cannot_open(problem: OSError) -> str:
    """Say why the system does not give a file (打不开的原因)."""
    return f"文件打不开（{_REASONS.get(problem.errno or 0, '读取失败')}）"
