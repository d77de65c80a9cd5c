using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>What holds for containers of every kind.</summary>
internal static class ContainerRules
{
    private static readonly string[] PullPolicies = ["", "Always", "IfNotPresent", "Never"];
    private static readonly string[] MessagePolicies = ["", "File", "FallbackToLogsOnError"];

    public static void Check(JsonObject container, string path, IReadOnlyDictionary<string, JsonObject> volumes, bool hostUsers, Findings findings)
    {
        findings.Require(Names.IsLabel(container.Text("name")), $"{path}.name", "is not a label of DNS");
        var image = container.Text("image");
        findings.Require(image.Length > 0, $"{path}.image", "is required");
        findings.Require(image.Trim() == image, $"{path}.image", "must not begin or end with a space");
        findings.Require(PullPolicies.Contains(container.Text("imagePullPolicy")), $"{path}.imagePullPolicy", "is not a policy");
        findings.Require(MessagePolicies.Contains(container.Text("terminationMessagePolicy")), $"{path}.terminationMessagePolicy", "is not a policy");
        PortRules.Check(container, path, findings);
        EnvRules.Check(container, path, findings);
        MountRules.Check(container, path, volumes, findings);
        SecurityRules.CheckContainer(container.Map("securityContext"), $"{path}.securityContext", hostUsers, findings);
    }
}
