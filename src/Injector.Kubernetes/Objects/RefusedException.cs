using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>The API server refused an operation on one of our objects; usually a permission is missing.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="action">The operation, such as <c>read Secret injector-system/injector-certificates</c>.</param>
    /// <param name="status">The server's response.</param>
    public RefusedException(string action, ApiStatus status)
        : base($"The API server refused to {action}: {status}")
    {
        Status = status;
    }

    /// <summary>The server's response.</summary>
    public ApiStatus Status { get; }
}
