namespace Injector;

/// <summary>What the process tells its caller; stable between releases.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: something was denied, skipped under a strict option, or found wrong.</summary>
    public const int Found = 1;

    /// <summary>The command line or its input cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The cluster cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Injector itself is at fault (EX_SOFTWARE of sysexits.h).</summary>
    public const int Fault = 70;
}
