using System.Diagnostics;
using System.Globalization;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>
/// A volume with the files of Secrets and ConfigMaps as the kubelet keeps it: what lies in it are links through <c>..data</c>, and a link that is moved
/// over that one changes all of them at once.
/// </summary>
/// <param name="path">Where it is mounted.</param>
internal sealed class MountedCredentials(string path)
{
    private int _edition;

    /// <summary>Where it is mounted; nothing is there before something is brought.</summary>
    public string Path => path;

    /// <summary>Brings what the Secrets and ConfigMaps hold now.</summary>
    public async Task BringAsync(IEnumerable<(string Name, string Key, string Path)> files, TestCertificates certificates)
    {
        var edition = string.Create(CultureInfo.InvariantCulture, $"..{++_edition}");
        foreach (var (name, key, file) in files)
        {
            var written = System.IO.Path.Combine(path, edition, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(written)!);
            await File.WriteAllTextAsync(written, certificates.Content(name, key));
            var top = file.Split('/')[0];
            if (new FileInfo(PathOf(top)).LinkTarget is null)
            {
                File.CreateSymbolicLink(PathOf(top), $"..data/{top}");
            }
        }

        File.CreateSymbolicLink(PathOf("..data_tmp"), edition);

        // .NET moves no link over another.
        using var move = Process.Start("mv", ["-T", PathOf("..data_tmp"), PathOf("..data")]);
        await move.WaitForExitAsync();
        move.ExitCode.ShouldBe(0);
    }

    private string PathOf(string name) => System.IO.Path.Combine(path, name);
}
