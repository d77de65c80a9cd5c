using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;
using Injector.Testing.Documents;

namespace Injector.Profiles.Tests.Reading;

/// <summary>Groups, appended variables, init containers and the time to end: read from a file and from an object alike, and held to their rules.</summary>
public sealed class ApplicationFieldsTests
{
    private const string Spec = """
        parameters: [{name: seconds, type: integer, default: 90}]
        groups:
          - {env: [PROXY_HOST, PROXY_*], otherwise: nothing is sent}
          - {annotations: [prometheus.io/*]}
          - {labels: [team]}
        application:
          initContainers: true
          env:
            - {name: PROXY_HOST, value: 127.0.0.1, required: true}
            - {name: NODE_PATH, value: /lib, merge: append, separator: ':'}
        pod:
          annotations: {prometheus.io/port: '9090'}
          labels: {team: shop}
          terminationGracePeriodSeconds: $(params.seconds)
        sidecars:
          - container: {name: helper, image: example/helper:1}
        """;

    [Fact]
    public void Are_read_from_a_file_and_from_an_object_alike()
    {
        var file = ProfileSource.Load(Spec);
        var spec = YamlToJson.Single(ProfileSource.Document(Spec))!["spec"]!.ToJsonString();
        var read = new ProfileResourceReader("injector-system", ProfileRestrictions.Default).Read(new ProfileObject { Namespace = "injector-system", Name = "sample", Spec = spec });

        read.Explanation.ToString().ShouldBeEmpty();
        foreach (var profile in (SidecarProfile[])[file, read.Profile!])
        {
            profile.ContentHash.ShouldBe(file.ContentHash);
            profile.Groups.Select(group => (group.Kind, string.Join(' ', group.Names), group.Otherwise)).ShouldBe(
                [(GroupKind.Env, "PROXY_HOST PROXY_*", "nothing is sent"), (GroupKind.Annotations, "prometheus.io/*", ""), (GroupKind.Labels, "team", "")]);
            profile.Application.InitContainers.ShouldBeTrue();
            profile.Pod.TerminationGracePeriodSeconds.ShouldBeOfType<TemplateNode.Variable>().Reference.ShouldBe(new VariableReference("params", "seconds"));
        }
    }

    [Theory]
    [InlineData("groups: [{}]", "a group has one of 'env', 'annotations' and 'labels'")]
    [InlineData("groups: [{env: [A], labels: [b]}]", "a group has one of 'env', 'annotations' and 'labels'")]
    [InlineData("groups: [{env: []}]", "a group needs names, such as [PROXY_HOST, PROXY_PORT]")]
    [InlineData("groups: [{env: ['*']}]", "'*' is not a name")]
    [InlineData("groups: [{env: ['A*B']}]", "'A*B' is not a name")]
    [InlineData("groups: [{env: [A], otherwize: x}]", "there is no field 'otherwize' here; did you mean 'otherwise'?")]
    [InlineData("groups: [{env: [A]}]", "the profile sets nothing of the group A")]
    [InlineData("groups: [{annotations: [B]}]\napplication: {env: [{name: B, value: x}]}", "the profile sets nothing of the group B")]
    [InlineData("groups: [{env: [A, B]}, {env: [B]}]\napplication: {env: [{name: A, value: x}, {name: B, value: x}]}", "'B' is set by the profile and belongs to 2 of its groups")]
    [InlineData("application: {env: [{name: A, value: x, merge: prepend}]}", "is 'prepend'; known are append")]
    [InlineData("application: {env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}, merge: append}]}", "only a 'value' can be appended")]
    [InlineData("application: {env: [{name: A, merge: append}]}", "there is no 'value' to append")]
    [InlineData("application: {env: [{name: A, value: x, separator: ','}]}", "'separator' goes with merge: append")]
    [InlineData("application: {env: [{name: A, value: x, required: maybe}]}", "is text, not true or false")]
    [InlineData("application: {initContainers: some}", "is text, not true or false")]
    [InlineData("pod: {terminationGracePeriodSeconds: soon}", "is text, not a whole number")]
    [InlineData("pod: {terminationGracePeriodSeconds: 0}", "is not a time for a pod to end: 1 to 86400 seconds")]
    [InlineData("pod: {terminationGracePeriodSeconds: 90000}", "is not a time for a pod to end")]
    public void Are_held_to_their_rules(string fields, string error) => ProfileSource.Error($"{fields}\n{ProfileSource.Sidecar}").ShouldContain(error);

    [Fact]
    public void Are_fields_of_the_application_alone() =>
        ProfileSource.ContainerError("env: [{name: A, value: x, merge: append}]").ShouldContain("EnvVar has no field 'merge'");
}
