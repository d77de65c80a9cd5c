using System.Text;
using Injector.Core.Planning.Volumes;
using Injector.Core.Rendering;

namespace Injector.Core.Tests.Plans.Volumes;

public sealed class MountPlaceTests
{
    private const string EmptyDir = """{"name":"a","emptyDir":{}}""";
    private const string HostFolder = """{"name":"a","hostPath":{"path":"/a","type":"Directory"}}""";
    private const string HostPath = """{"name":"a","hostPath":{"path":"/a"}}""";

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/.")]
    [InlineData("/proc/..")]
    [InlineData("/proc")]
    [InlineData("/proc/")]
    [InlineData("/a/../proc/sys/kernel")]
    [InlineData("/sys")]
    [InlineData("/sys/fs/cgroup")]
    [InlineData("/dev")]
    [InlineData("/dev/./")]
    [InlineData("/etc/hosts")]
    [InlineData("/etc//hostname")]
    [InlineData("/etc/resolv.conf")]
    [InlineData("/dev/termination-log")]
    public void Takes_no_folder(string path) => Problem(path, EmptyDir).ShouldNotBeNull();

    [Theory]
    [InlineData("/dev/shm")]
    [InlineData("/dev/mqueue")]
    [InlineData("/procedures")]
    [InlineData("/system")]
    [InlineData("/etc")]
    [InlineData("/etc/hosts.d")]
    [InlineData("/var/log/app")]
    public void Takes_folders_elsewhere(string path) => Problem(path, EmptyDir).ShouldBeNull();

    [Theory]
    [InlineData("/sys", HostFolder, true)]
    [InlineData("/sys/fs/cgroup", HostFolder, true)]
    [InlineData("/dev", HostFolder, true)]
    [InlineData("/", HostFolder, false)]
    [InlineData("/proc", HostFolder, false)]
    [InlineData("/etc/hosts", HostFolder, false)]
    [InlineData("/etc/hosts", HostPath, true)]
    public void Takes_folders_and_files_of_the_node_in_some(string path, string volume, bool isTaken) => (Problem(path, volume) is null).ShouldBe(isTaken);

    [Theory]
    [InlineData("/etc/resolv.conf", true)]
    [InlineData("/dev/termination-log", true)]
    [InlineData("/proc/version", false)]
    [InlineData("/sys/power", false)]
    public void Takes_a_part_of_a_volume_in_place_of_a_file(string path, bool isTaken) => (Problem(path, EmptyDir, isPart: true) is null).ShouldBe(isTaken);

    [Theory]
    [InlineData("""{"name":"a","configMap":{"name":"a"}}""", "a ConfigMap")]
    [InlineData("""{"name":"a","secret":{"secretName":"a"}}""", "a Secret")]
    [InlineData("""{"name":"a","projected":{"sources":[]}}""", "a projected volume")]
    [InlineData("""{"name":"a","downwardAPI":{}}""", "a downwardAPI volume")]
    [InlineData("""{"name":"a","image":{"reference":"a"}}""", "an image")]
    [InlineData("""{"name":"a","persistentVolumeClaim":{"claimName":"a","readOnly":true}}""", "a claim with readOnly: true")]
    [InlineData("""{"name":"a","nfs":{"server":"a","path":"/","readOnly":true}}""", "of type nfs with readOnly: true")]
    [InlineData("""{"name":"a","csi":{"driver":"a","readOnly":true}}""", "of type csi with readOnly: true")]
    [InlineData("""{"name":"a","iscsi":{"readOnly":true}}""", "of type iscsi with readOnly: true")]
    [InlineData("""{"name":"a","azureFile":{"readOnly":true}}""", "of type azureFile with readOnly: true")]
    [InlineData("""{"name":"a","ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadOnlyMany"]}}}}""", "a claim with the access mode ReadOnlyMany alone")]
    [InlineData("""{"name":"a","persistentVolumeClaim":{"claimName":"a"}}""", null)]
    [InlineData("""{"name":"a","persistentVolumeClaim":{"claimName":"a","readOnly":false}}""", null)]
    [InlineData("""{"name":"a","ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadOnlyMany","ReadWriteOnce"]}}}}""", null)]
    [InlineData("""{"name":"a","hostPath":{"path":"/a"}}""", null)]
    [InlineData("""{"name":"a"}""", null)]
    public void Knows_which_volumes_no_container_can_write_to(string volume, string? reason) =>
        VolumeSource.Of(Encoding.UTF8.GetBytes(volume)).ReadOnlyBecause.ShouldBe(reason);

    private static string? Problem(string path, string volume, bool isPart = false) =>
        MountPlace.Problem(MountPaths.Normalise(path), VolumeSource.Of(Encoding.UTF8.GetBytes(volume)), isPart);
}
