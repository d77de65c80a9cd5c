using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>The definition of the SidecarProfile as it is shipped.</summary>
internal static class ProfileDefinition
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /// <summary>Installs it, if it is not there yet, and waits until objects are taken.</summary>
    internal static async Task InstallAsync(ApiClient client)
    {
        if (!(await client.GetAsync($"{Definitions}/sidecarprofiles.injector.io")).IsSuccess)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml"));
            await client.CreateAsync(Definitions, text).EnsureAsync();
        }

        var answer = await client.WaitForAsync($"{Definitions}/sidecarprofiles.injector.io", answer => Conditions(answer).Contains("Established"));
        Conditions(answer).ShouldNotContain("NonStructuralSchema");
        await client.WaitForAsync("/apis/injector.io/v1alpha1/sidecarprofiles", answer => answer.IsSuccess);
    }

    private static string[] Conditions(ApiResponse answer) =>
    [
        .. answer.Ensure()["status"]?["conditions"]?.AsArray().Where(condition => condition!["status"]!.ToString() == "True")
            .Select(condition => condition!["type"]!.ToString()) ?? [],
    ];
}
