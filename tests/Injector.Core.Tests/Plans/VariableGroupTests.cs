using System.Text;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;

namespace Injector.Core.Tests.Plans;

/// <summary>Which variables of an application keep a group away.</summary>
public sealed class VariableGroupTests
{
    private static readonly InjectionSnapshot Snapshot = new()
    {
        Profiles = ProfileCatalogue.Create(ProfileText.Parse("""
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: proxy}
            spec:
              groups: [{env: [PROXY_HOST, PROXY_PORT]}]
              application: {env: [{name: PROXY_HOST, value: 127.0.0.1}, {name: PROXY_PORT, value: '3128'}]}
            """, "proxy.yaml").Profiles),
    };

    [Theory]
    [InlineData("""{"name": "PROXY_HOST", "value": "127.0.0.1"}""", "PROXY_PORT")]
    [InlineData("""{"name": "PROXY_PORT", "value": "3128"}""", "PROXY_HOST")]
    [InlineData("""{"name": "OTHER", "value": "x"}""", "PROXY_HOST,PROXY_PORT")]
    [InlineData("""{"name": "PROXY_HOST", "value": "proxy.shop"}""", "")]
    [InlineData("""{"name": "PROXY_HOST", "value": ""}""", "")]
    [InlineData("""{"name": "PROXY_PORT", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}""", "")]
    public void Is_completed_beside_equal_values_and_left_out_beside_others(string variable, string added)
    {
        var json = $$$"""{"metadata": {"annotations": {"injector.io/inject": "proxy"}}, "spec": {"containers": [{"name": "web", "image": "w:1", "env": [{{{variable}}}]}]}}""";
        var plan = SidecarInjector.Inject(new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(json)).Pod!, Namespace = "shop" }, Snapshot).Plan!;

        string.Join(',', plan.Application.SelectMany(container => container.Env).Select(item => item.Key)).ShouldBe(added);
        plan.Warnings.IsEmpty.ShouldBe(added.Length > 0);
    }
}
