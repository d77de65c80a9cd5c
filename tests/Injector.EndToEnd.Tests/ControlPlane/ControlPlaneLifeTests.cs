using System.Net;
using System.Net.Sockets;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.ControlPlane;

public sealed class ControlPlaneLifeTests
{
    private static readonly ControlPlaneOptions ApiServerOnly = new() { ControllerManager = false };

    [ControlPlaneFact]
    public async Task Leaves_no_process_and_no_file_behind()
    {
        var controlPlane = await LocalControlPlane.StartAsync();
        var ids = controlPlane.ProcessIds;
        var kubeconfig = controlPlane.KubeconfigPath;
        ids.Count.ShouldBe(3);
        ids.ShouldAllBe(id => IsRunning(id));
        File.Exists(kubeconfig).ShouldBeTrue();

        await controlPlane.DisposeAsync();

        ids.ShouldAllBe(id => !IsRunning(id));
        Directory.Exists(Path.GetDirectoryName(kubeconfig)).ShouldBeFalse();
    }

    [ControlPlaneFact]
    public async Task Keeps_address_data_and_trust_over_a_restart()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly);
        var address = controlPlane.Address;
        await controlPlane.CreateNamespaceAsync("kept");

        await controlPlane.StopAsync();
        controlPlane.ProcessIds.ShouldBeEmpty();
        await Should.ThrowAsync<HttpRequestException>(() => controlPlane.Client.GetAsync("/readyz"));
        await controlPlane.RestartAsync();

        controlPlane.Address.ShouldBe(address);
        (await controlPlane.Client.GetAsync("/api/v1/namespaces/kept")).IsSuccess.ShouldBeTrue();
    }

    [ControlPlaneFact]
    public async Task Takes_pods_without_a_controller_manager_and_starts_one_later()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly);
        await controlPlane.CreateNamespaceAsync("alone");

        await controlPlane.Client.CreateAsync("/api/v1/namespaces/alone/pods", """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: web, image: example.test/web, securityContext: {privileged: true}}]}
            """).EnsureAsync();
        controlPlane.ProcessIds.Count.ShouldBe(2);

        await controlPlane.StartControllerManagerAsync();
        controlPlane.ProcessIds.Count.ShouldBe(3);

        await controlPlane.RestartAsync();
        controlPlane.ProcessIds.Count.ShouldBe(3);
    }

    [ControlPlaneFact]
    public async Task A_failed_start_shows_the_end_of_the_log_and_leaves_nothing_running()
    {
        var options = ApiServerOnly with { ApiServerFlags = ["--no-such-flag"] };

        var exception = await Should.ThrowAsync<ControlPlaneStartException>(() => LocalControlPlane.StartAsync(options));

        exception.Message.ShouldStartWith("kube-apiserver ended before it was ready");
        exception.Message.ShouldContain("unknown flag: --no-such-flag");
    }

    [ControlPlaneFact]
    public async Task A_server_that_takes_too_long_is_given_up()
    {
        var options = ApiServerOnly with { StartLimit = TimeSpan.Zero };

        var exception = await Should.ThrowAsync<ControlPlaneStartException>(() => LocalControlPlane.StartAsync(options));

        exception.Message.ShouldStartWith("etcd was not ready after 0 s");
    }

    [ControlPlaneFact]
    public async Task Takes_other_ports_when_another_process_was_quicker()
    {
        using var quicker = new TcpListener(IPAddress.Loopback, 0);
        quicker.Start();
        var taken = ((IPEndPoint)quicker.LocalEndpoint).Port;
        var free = ControlPlanePorts.Choose();
        var tries = new Queue<ControlPlanePorts>([free with { Etcd = taken }, free with { ApiClient = taken }, free]);

        await using var controlPlane = await LocalControlPlane.StartAsync(ApiServerOnly with { ChoosePorts = tries.Dequeue });

        controlPlane.Address.Port.ShouldBe(free.ApiClient);
        tries.ShouldBeEmpty();
    }

    // A process that has ended but was not collected yet by its parent does not run.
    private static bool IsRunning(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
