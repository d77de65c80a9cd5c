using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Declared ports.</summary>
internal static class PortRules
{
    private static readonly string[] Protocols = ["", "TCP", "UDP", "SCTP"];

    public static void Check(JsonObject container, string path, Findings findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, index) in container.Items("ports").Select((port, index) => (port, index)))
        {
            var at = $"{path}.ports[{index}]";
            if (port.Text("name") is { Length: > 0 } name)
            {
                findings.Require(Names.IsPortName(name), $"{at}.name", $"{name} is not a name of a port");
                findings.Require(names.Add(name), $"{at}.name", $"{name} stands twice");
            }

            findings.Require(port.Number("containerPort") is >= 1 and <= 65535, $"{at}.containerPort", "must be from 1 to 65535");
            findings.Require(port.Number("hostPort") is null or (>= 0 and <= 65535), $"{at}.hostPort", "must be from 1 to 65535");
            findings.Require(Protocols.Contains(port.Text("protocol")), $"{at}.protocol", "is not a protocol");
        }
    }

    /// <summary>Ports of the node: each at most once among the regular containers, and within an init container.</summary>
    public static void CheckHostPorts(JsonObject spec, Findings findings)
    {
        CheckTaken(spec.Items("containers"), "spec.containers", findings);
        foreach (var (container, index) in spec.Items("initContainers").Select((container, index) => (container, index)))
        {
            CheckTaken([container], $"spec.initContainers[{index}]", findings);
        }

        if (!spec.IsTrue("hostNetwork"))
        {
            return;
        }

        // The default of hostPort is then the container's port.
        foreach (var port in spec.Items("containers").SelectMany(container => container.Items("ports")))
        {
            findings.Require(port.Number("hostPort") is null or 0 || port.Number("hostPort") == port.Number("containerPort"), "spec.containers", "hostPort must equal containerPort on the host network");
        }
    }

    private static void CheckTaken(IReadOnlyList<JsonObject> containers, string path, Findings findings)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in containers.SelectMany(container => container.Items("ports")).Where(port => port.Number("hostPort") > 0))
        {
            var key = $"{(port.Text("protocol") is { Length: > 0 } protocol ? protocol : "TCP")}/{port.Text("hostIP")}/{port.Number("hostPort")}";
            findings.Require(taken.Add(key), path, $"hostPort {key} stands twice");
        }
    }
}
