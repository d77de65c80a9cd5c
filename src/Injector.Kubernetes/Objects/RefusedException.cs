using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>The API server refused what has to be done with an object of ours; mostly a right is missing.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">What was to be done, such as <c>read Secret injector-system/injector-certificates</c>.</param>
    /// <param name="status">The server's words.</param>
    public RefusedException(string action, ApiStatus status)
        : base($"The API server refused to {action}: {status}")
    {
        Status = status;
    }

    /// <summary>The server's words.</summary>
    public ApiStatus Status { get; }
}
