using Shouwen.Domain.Rectifications;

namespace Shouwen.App.Features.Improvement;

/// <summary>How far a planned improvement has come, in words.</summary>
public static class RectificationWords
{
    public static string Of(RectificationState state) => state switch { RectificationState.Planned => "整改中", RectificationState.Completed => "待验证", RectificationState.Effective => "有效", _ => "无效，须重改" };
}
