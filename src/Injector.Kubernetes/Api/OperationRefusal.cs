using k8s.Autorest;

namespace Injector.Kubernetes.Api;

/// <summary>
/// Represents a refusal of a typed operation as the library's exception, with our reading of the response in its <c>Body</c>. The library leaves the
/// <c>Status</c> object unparsed in the exception's message.
/// </summary>
internal static class OperationRefusal
{
    internal static HttpOperationException Of(ApiStatus status) => new(status.ToString()) { Body = status };

    internal static ApiStatus Status(this HttpOperationException refused) => (ApiStatus)refused.Body;
}
