using System.Diagnostics;
using DotNet.Testcontainers.Containers;
using Injector.Cluster.Tests.Engine;

namespace Injector.Cluster.Tests.Cluster;

/// <summary>Brings an image from the engine's storage to the node of K3s, whose containerd knows no registry for it.</summary>
internal static class NodeImages
{
    private const string Archive = "/tmp/image.tar";

    internal static async Task ImportAsync(IContainer node, string image)
    {
        var file = Path.Combine(Path.GetTempPath(), $"injector-image-{Guid.NewGuid():N}.tar");
        try
        {
            var start = new ProcessStartInfo("podman", ["save", "--output", file, image]);
            Provisioned.Engine.AddTo(start.Environment);
            using (var save = Process.Start(start)!)
            {
                await save.WaitForExitAsync();
                save.ExitCode.ShouldBe(0, $"podman save {image}");
            }

            await node.CopyAsync(new FileInfo(file), Archive);
            var result = await node.ExecAsync(["ctr", "--namespace", "k8s.io", "images", "import", Archive]);
            result.ExitCode.ShouldBe(0, result.Stderr);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
