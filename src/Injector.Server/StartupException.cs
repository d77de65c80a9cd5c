namespace Injector.Server;

/// <summary>The server cannot start for a reason that whoever started it can mend; the message says how.</summary>
public sealed class StartupException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    public StartupException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do, for people.</param>
    /// <param name="innerException">The cause.</param>
    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
