using k8s.Autorest;

namespace Injector.Kubernetes.Api;

/// <summary>
/// How a typed operation says that the API server refused: the library's exception, with our reading of the answer in its <c>Body</c>. The library
/// leaves the <c>Status</c> object unread in the exception's message.
/// </summary>
internal static class OperationRefusal
{
    internal static HttpOperationException Of(ApiStatus status) => new(status.ToString()) { Body = status };

    internal static ApiStatus Status(this HttpOperationException refused) => (ApiStatus)refused.Body;
}
