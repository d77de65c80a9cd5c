namespace Injector.Profiles.Tests.Rules;

public sealed class MetadataRulesTests
{
    [Theory]
    [InlineData("annotations: {'a b': x}", "'a b' is not a key")]
    [InlineData("annotations: {'Example.com/a': x}", "is not a key")]
    [InlineData("annotations: {a: 1}", "put it in quotes")]
    [InlineData("labels: {a: 'x y'}", "'x y' is not a label value")]
    [InlineData("imagePullSecrets: [{nam: x}]", "did you mean 'name'?")]
    [InlineData("imagePullSecrets: [registry]", "is text, not an object")]
    [InlineData("annotation: {}", "did you mean 'annotations'?")]
    public void Hold_what_the_pod_receives(string pod, string expected) => ProfileSource.Error($"pod: {{{pod}}}").ShouldContain(expected);

    [Theory]
    [InlineData("volumeMounts: [{name: nothing, mountPath: /x}]", "the profile has no volume 'nothing'")]
    [InlineData("env: [{name: A, value: x}, {name: A, value: y}]", "a second time")]
    [InlineData("envs: []", "did you mean 'env'?")]
    public void Hold_what_the_application_receives(string application, string expected) =>
        ProfileSource.Error($"application: {{{application}}}").ShouldContain(expected);
}
