using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>One container of a <see cref="LocalPod"/>.</summary>
internal sealed class LocalContainer(LocalPod pod, JsonObject container)
{
    /// <summary>Starts a program of this machine with the container's arguments and variables, and none but these.</summary>
    public ServerProcess Start(string program)
    {
        foreach (var file in Mounts().Where(mount => mount.ReadOnly).SelectMany(mount => Directory.GetFiles(mount.Folder, "*.yaml")))
        {
            System.IO.File.WriteAllText(file, OnThisMachine(System.IO.File.ReadAllText(file)));
        }

        var arguments = container["args"]!.AsArray().Select(argument => OnThisMachine((string)argument!));
        return pod.Start("/usr/bin/env", ["-i", .. Variables(), ProvisionedPrograms.Find(program)!, .. arguments], (string)container["name"]!);
    }

    /// <summary>A generated file as the container finds it at its path.</summary>
    public JsonNode File(string path)
    {
        var (mount, folder, _) = Mounts().Single(mount => path.StartsWith(mount.Path, StringComparison.Ordinal));
        return JsonNode.Parse(OnThisMachine(System.IO.File.ReadAllText(folder + path[mount.Length..])))!;
    }

    /// <summary>Where a probe of the container asks.</summary>
    public Uri Probe(string kind)
    {
        var get = container[kind]!["httpGet"]!;
        return new Uri($"http://127.0.0.1:{pod.PortFor((int)get["port"]!)}{get["path"]}");
    }

    private IEnumerable<string> Variables() =>
        from variable in container["env"] as JsonArray ?? []
        let source = variable["valueFrom"]
        let value = (string?)variable["value"]
            ?? (source["fieldRef"] is { } field ? pod.FieldValue((string)field["fieldPath"]!) : Secret(source["secretKeyRef"]!))
        select $"{variable["name"]}={value}";

    private string Secret(JsonNode reference) => pod.SecretValue((string)reference["name"]!, (string)reference["key"]!);

    private IEnumerable<(string Path, string Folder, bool ReadOnly)> Mounts() =>
        from mount in container["volumeMounts"]!.AsArray()
        select ((string)mount["mountPath"]!, pod.VolumeFolder((string)mount["name"]!), (bool?)mount["readOnly"] ?? false);

    private string OnThisMachine(string text)
    {
        foreach (var (path, folder, _) in Mounts().OrderByDescending(mount => mount.Path.Length))
        {
            text = text.Replace(path, folder, StringComparison.Ordinal);
        }

        foreach (var port in pod.Ports)
        {
            text = text.Replace(Text(port), Text(pod.PortFor(port)), StringComparison.Ordinal);
        }

        return text.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
