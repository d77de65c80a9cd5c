using Injector.Grammar.Messages;

namespace Injector.Server.Options;

/// <summary>The server cannot start for a reason that whoever started it can fix; the message says how.</summary>
public sealed class StartupException : Exception
{
    /// <summary>The format of the log that a configuration with errors asks for all the same; <see langword="null"/> when that is not known.</summary>
    public LogFormat? LogFormat { get; init; }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    public StartupException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    /// <param name="innerException">The cause.</param>
    public StartupException(DisplayText message, Exception innerException)
        : base(message, innerException)
    {
    }
}
