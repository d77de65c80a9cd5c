using System.Runtime.CompilerServices;

namespace Injector.Benchmarks.Profile;

/// <summary>The frame by which samples of the work are told from all others.</summary>
internal static class WorkedOn
{
    /// <summary>Does the work.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Do(Action work) => work();

    /// <summary>The frames that the work called; <see langword="null"/> when it is not on the stack.</summary>
    public static string[]? Below(List<string> frames)
    {
        var at = frames.FindIndex(frame => frame.Contains($"{nameof(WorkedOn)}.{nameof(Do)}", StringComparison.Ordinal));
        return at < 0 ? null : [.. frames.Take(at)];
    }
}
