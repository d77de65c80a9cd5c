using System.Text.Json.Nodes;

namespace Injector.Core.Plans.Rendering;

/// <summary>
/// Hides the service-account token: the ServiceAccount admission plugin leaves a container alone that mounts something at the token's path,
/// and it runs again over containers that webhooks add.
/// </summary>
internal static class TokenMask
{
    public const string VolumeName = "injector-no-token";

    public const string Path = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static JsonObject Volume() => new()
    {
        ["name"] = VolumeName,
        ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = "1Mi" },
    };

    public static JsonObject Mount() => new()
    {
        ["name"] = VolumeName,
        ["mountPath"] = Path,
        ["readOnly"] = true,
    };
}
