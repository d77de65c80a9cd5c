using System.Text;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>The ConfigMaps that a pod mounts, as files in a folder; there is no root of its own, so paths lead there.</summary>
internal sealed class PodFiles
{
    private readonly List<(string Path, string Folder)> _mounts = [];

    internal static async Task<PodFiles> WriteAsync(ApiClient client, JsonObject pod, ControlPlaneFolder folder)
    {
        var files = new PodFiles();
        var maps = (pod["spec"]!["volumes"] as JsonArray ?? []).Where(volume => volume!["configMap"] is not null)
            .ToDictionary(volume => (string)volume!["name"]!, volume => (string)volume!["configMap"]!["name"]!);
        foreach (var mount in (pod["spec"]!["containers"]![0]!["volumeMounts"] as JsonArray ?? []).Where(mount => maps.ContainsKey((string)mount!["name"]!)))
        {
            files._mounts.Add(((string)mount!["mountPath"]!, Directory.CreateDirectory(folder.PathOf((string)mount["name"]!)).FullName));
            var map = await client.GetAsync($"/api/v1/namespaces/{(string)pod["metadata"]!["namespace"]!}/configmaps/{maps[(string)mount["name"]!]}").EnsureAsync();
            foreach (var (name, text) in map["data"] as JsonObject ?? [])
            {
                await File.WriteAllTextAsync(Path.Combine(files._mounts[^1].Folder, name), (string)text!);
            }
        }

        foreach (var file in files._mounts.SelectMany(mount => Directory.GetFiles(mount.Folder)))
        {
            await File.WriteAllTextAsync(file, files.Local(await File.ReadAllTextAsync(file)));
        }

        return files;
    }

    /// <summary>A text in which paths of the pod lead to this machine's.</summary>
    internal string Local(string text) => _mounts.Aggregate(new StringBuilder(text), (result, mount) => result.Replace(mount.Path, mount.Folder)).ToString();
}
