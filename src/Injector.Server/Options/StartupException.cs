using Injector.Grammar.Messages;

namespace Injector.Server.Options;

/// <summary>The server cannot start for a reason that the administrator can fix; the message says how.</summary>
public sealed class StartupException : Exception
{
    /// <summary>The log format set in a configuration that has errors elsewhere; <see langword="null"/> when it is unknown.</summary>
    public LogFormat? LogFormat { get; init; }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    public StartupException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    /// <param name="innerException">The cause.</param>
    public StartupException(DisplayText message, Exception innerException)
        : base(message, innerException)
    {
    }
}
