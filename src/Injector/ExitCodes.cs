namespace Injector;

/// <summary>Exit codes of the process; stable between releases.</summary>
internal static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>A negative result: something was denied, skipped under a strict option, or found wrong.</summary>
    public const int Found = 1;

    /// <summary>The command line or its input is invalid.</summary>
    public const int Usage = 2;

    /// <summary>The cluster cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>A bug in Injector itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Fault = 70;
}
