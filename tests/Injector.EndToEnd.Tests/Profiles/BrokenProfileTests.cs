using System.Text.RegularExpressions;
using Injector.EndToEnd.Tests.Cluster;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>What happens to pods, and who is told, when a good profile is followed by a broken one.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class BrokenProfileTests(ControlPlaneFixture fixture)
{
    private const string Complaint = "spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?";

    private readonly HelperProfile _helper = new(fixture.Client, "helper");

    [ControlPlaneFact]
    public async Task A_broken_profile_over_a_good_one_is_refused_and_where_it_is_not_the_good_one_stays_in_use()
    {
        await ProfileDefinition.InstallAsync(fixture.Client);
        var own = await fixture.NewNamespaceAsync();
        await using var webhook = await StartAsync(options => options with { Kubeconfig = fixture.ControlPlane.KubeconfigPath, OwnNamespace = own });
        var shop = await webhook.NewNamespaceAsync();
        using var admin = new AdminPort(webhook.Running.AdminAddress);
        await _helper.ApplyAsync(own, "example.test/good:1").EnsureAsync();
        await _helper.WaitForImageAsync(shop, "example.test/good:1");
        var good = await _helper.WaitForReadyAsync(own, "True", 1);

        // With the webhook in front it is refused, and nothing changes.
        await using (await ProfileValidationWebhook.RegisterAsync(fixture.Client, webhook.Running))
        {
            await WaitUntilRefusedAsync(own);
            var refused = await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "-n", own, "-f", "-"], _helper.Text("example.test/bad:2", "imagee"));
            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldContain(Complaint);
            (await _helper.NowAsync(shop)).ShouldContain("example.test/good:1");
        }

        // Without it the broken one is stored; the good one stays in use, and status, metric and page say so.
        await WaitUntilTakenAsync(own);
        await _helper.ApplyAsync(own, "example.test/bad:2", "imagee").EnsureAsync();
        var bad = await _helper.WaitForReadyAsync(own, "False", 2);
        bad["conditions"]![0]!["message"]!.ToString().ShouldContain(Complaint);
        bad["conditions"]![0]!["reason"]!.ToString().ShouldBe("Invalid");
        bad["contentHash"]!.ToString().ShouldBe(good["contentHash"]!.ToString());
        (await _helper.NowAsync(shop)).ShouldContain("example.test/good:1");

        // At least one: other tests may have left broken profiles in their namespaces.
        await admin.WaitAsync("/metrics", text => Regex.IsMatch(text, "^injector_profile_objects{ready=\"false\"} [1-9]", RegexOptions.Multiline)
            && Regex.IsMatch(text, "^injector_profile_load_errors [1-9]", RegexOptions.Multiline));
        await admin.WaitAsync("/profiles", text => text.Contains($"SidecarProfile {own}/helper: spec.sidecars[0].container.imagee", StringComparison.Ordinal));

        await _helper.ApplyAsync(own, "example.test/good:3").EnsureAsync();
        await _helper.WaitForReadyAsync(own, "True", 3);
        await _helper.WaitForImageAsync(shop, "example.test/good:3");
    }

    [ControlPlaneFact]
    public async Task The_same_broken_profile_in_a_mounted_directory_leaves_the_good_one_in_use_too()
    {
        var folder = Directory.CreateTempSubdirectory("injector-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "helper.yaml");
            await File.WriteAllTextAsync(file, _helper.Text("example.test/good:1"));
            await using var webhook = await StartAsync(options => options with { ProfilesDirectory = folder.FullName });
            var shop = await webhook.NewNamespaceAsync();
            using var admin = new AdminPort(webhook.Running.AdminAddress);
            (await _helper.NowAsync(shop)).ShouldContain("example.test/good:1");

            await File.WriteAllTextAsync(file, _helper.Text("example.test/bad:2", "imagee"));

            await admin.WaitAsync("/metrics", text => text.Contains("injector_profile_load_errors 1\n", StringComparison.Ordinal)
                && text.Contains("injector_profile_reloads_total{result=\"failure\"} 1\n", StringComparison.Ordinal));
            await admin.WaitAsync("/profiles", text => text.Contains("helper.yaml", StringComparison.Ordinal) && text.Contains("imagee", StringComparison.Ordinal));
            await admin.WaitAsync("/readyz?verbose", text => text.Contains("1 error; /profiles lists them", StringComparison.Ordinal));
            (await _helper.NowAsync(shop)).ShouldContain("example.test/good:1");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<InjectorWebhook> StartAsync(Func<ServerOptions, ServerOptions> change) =>
        InjectorWebhook.StartAsync(fixture, change(InjectorWebhook.OptionsFor(fixture.ControlPlane)));

    // The API server needs a moment to learn that there is a webhook, and that there is none any more.
    private Task WaitUntilRefusedAsync(string @namespace) => TryAsync(@namespace, answer => !answer.IsSuccess);

    private Task WaitUntilTakenAsync(string @namespace) => TryAsync(@namespace, answer => answer.IsSuccess);

    private Task TryAsync(string @namespace, Func<ApiResponse, bool> isReached)
    {
        var other = new HelperProfile(fixture.Client, "other").Text("example.test/bad:2", "imagee");
        return fixture.Client.WaitForDryRunAsync(HelperProfile.Path(@namespace), other, isReached);
    }
}
