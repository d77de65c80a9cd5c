using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Lint;

/// <summary>What loads and will not do what its author wants is said, with what to write; what is in order is not.</summary>
public sealed class ProfileLintTests
{
    private const string Sidecar = "sidecars: [{container: {name: helper, image: 'example/helper:1', securityContext: {runAsUser: 65534}}}]";

    [Theory]
    [InlineData("default: $(workload.name)", "this is the text '$(workload.name)'; write defaultFrom: workload.name")]
    [InlineData("default: $(app.image)", "write defaultFrom: app.image")]
    [InlineData("default: 'x-$(pod.namespace)'", "'$(pod.namespace)' stays as it is written; put the variable where the parameter is used")]
    [InlineData("default: $(params.other)", "'$(params.other)' stays as it is written")]
    [InlineData("default: $(date)", "")]
    [InlineData("default: $$(workload.name)", "")]
    public void A_default_is_a_constant(string field, string warning) =>
        Holds($"parameters: [{{name: service, {field}}}, {{name: other, default: a}}]\nwarnings: [{{text: '$(params.service)$(params.other)'}}]\n{Sidecar}", warning);

    [Theory]
    [InlineData("warnings: [{text: $(params.unused)}]", "")]
    [InlineData("warnings: [{$when: params.unused, text: x}]", "")]
    [InlineData("files: [{name: a, content: {deep: [{$each: params.unused, x: 1}]}}]", "")]
    [InlineData("pod: {terminationGracePeriodSeconds: 45}", "nothing refers to the parameter 'unused'")]
    public void A_parameter_that_nothing_refers_to_does_nothing(string use, string warning) =>
        Holds($"parameters: [{{name: unused, type: list, items: string}}]\n{use}\n{Sidecar}", warning);

    [Fact]
    public void What_makes_another_parameter_required_is_used() => Holds(
        $"parameters: [{{name: tls, type: boolean, default: false}}, {{name: ca, type: path, requiredWhen: params.tls}}]\nwarnings: [{{text: $(params.ca)}}]\n{Sidecar}", "");

    [Theory]
    [InlineData("example/helper", "the image 'example/helper' has no tag")]
    [InlineData("example/helper:latest", "write example/helper:<version>, or @sha256:<digest>")]
    [InlineData("registry.example:5000/helper", "the image 'registry.example:5000/helper' has no tag")]
    [InlineData("example/helper:1.4", "")]
    [InlineData("registry.example:5000/helper:1.4", "")]
    [InlineData("example/helper@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "")]
    [InlineData("example/helper:$(params.tag)", "")]
    [InlineData("$(params.image)", "the image 'example/other' has no tag")]
    public void An_image_has_a_version(string image, string warning) => Holds(
        "parameters: [{name: tag, default: '1'}, {name: image, default: example/other}]\nwarnings: [{text: '$(params.tag)$(params.image)'}]\n"
        + $"sidecars: [{{container: {{name: helper, image: '{image}', securityContext: {{runAsUser: 65534}}}}}}]", warning);

    [Theory]
    [InlineData("", "container 'helper' states no runAsUser")]
    [InlineData(", securityContext: {readOnlyRootFilesystem: false}", "container 'helper' states no runAsUser")]
    [InlineData(", securityContext: {runAsUser: 65534}", "")]
    [InlineData(", securityContext: {runAsNonRoot: false}", "")]
    [InlineData(", securityContext: {runAsUser: $(app.user)}", "")]
    public void A_container_states_its_user(string security, string warning) => Holds($"sidecars: [{{container: {{name: helper, image: 'example/helper:1'{security}}}}}]", warning);

    [Fact]
    public void A_copied_security_context_states_the_user() =>
        Holds("initContainers: [{copy: [securityContext], container: {name: helper, image: $(app.image)}}]", "");

    [Theory]
    [InlineData("env: [{name: DB_PASSWORD, value: hunter2}]", "'DB_PASSWORD' holds a secret in plain text")]
    [InlineData("env: [{name: API_KEY, value: abc}]", "'API_KEY' holds a secret in plain text")]
    [InlineData("args: [--auth-token=abc]", "'--auth-token' is given a secret in plain text")]
    [InlineData("args: [--auth-token=$(TOKEN)]", "")]
    [InlineData("args: [--token=/run/token]", "")]
    [InlineData("env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]", "")]
    [InlineData("env: [{name: DB_PASSWORD_FILE, value: /run/secrets/db}]", "")]
    [InlineData("env: [{name: KEEP_TOKEN, value: 'true'}]", "")]
    public void A_secret_is_not_written_out(string fields, string warning) =>
        Holds($"sidecars: [{{container: {{name: helper, image: 'example/helper:1', securityContext: {{runAsUser: 65534}}, {fields}}}}}]", warning);

    [Fact]
    public void A_secret_is_not_written_into_a_file() =>
        Holds($"files: [{{name: a.json, content: {{db: {{user: shop, password: hunter2}}, other: {{password: '${{PASSWORD}}'}}}}}}]\n{Sidecar}", "'password' holds a secret in plain text");

    [Theory]
    [InlineData("password", "would stand in an annotation")]
    [InlineData("apiToken", "would stand in an annotation")]
    [InlineData("passwordSecret", "")]
    [InlineData("secretKey", "")]
    public void A_parameter_takes_the_name_of_a_secret(string name, string warning) =>
        Holds($"parameters: [{{name: {name}, type: string, default: x}}]\nwarnings: [{{text: $(params.{name})}}]\n{Sidecar}", warning);

    [Theory]
    [InlineData("{name: PROXY_HOST, value: a}, {name: PROXY_PORT, value: '1'}", "", "write groups: [{env: [PROXY_HOST, PROXY_PORT]}]")]
    [InlineData("{name: PROXY_HOST, value: a}, {name: PROXY_PORT, value: '1'}", "groups: [{env: [PROXY_*]}]", "")]
    [InlineData("{name: PROXY_HOST, value: a}, {name: OTHER_PORT, value: '1'}", "", "")]
    [InlineData("{name: NODE_OPTIONS, value: -r x}", "", "write merge: append to add to it")]
    [InlineData("{name: PYTHONPATH, value: /x}", "", "write merge: append, separator: ':' to add to it")]
    [InlineData("{name: NODE_OPTIONS, value: -r x, merge: append}", "", "")]
    public void Variables_go_with_those_of_the_application(string variables, string groups, string warning) =>
        Holds($"application: {{env: [{variables}]}}\n{groups}\n{Sidecar}", warning);

    [Theory]
    [InlineData("", "write groups: [{annotations: ['prometheus.io/*']}]")]
    [InlineData("groups: [{annotations: [prometheus.io/*]}]", "")]
    public void Annotations_of_one_target_go_together(string groups, string warning) =>
        Holds($"pod: {{annotations: {{prometheus.io/scrape: 'true', prometheus.io/port: '9090'}}}}\n{groups}\n{Sidecar}", warning);

    [Theory]
    [InlineData("nginx.conf", "type: string", "the parameter 'x' may hold anything, and 'nginx.conf' takes it as it is")]
    [InlineData("nginx.conf", "type: text", "the parameter 'x' may hold anything")]
    [InlineData("nginx.conf", "type: string, pattern: '[a-z]+', example: a", "")]
    [InlineData("nginx.conf", "type: enum, enum: [a, b]", "")]
    [InlineData("nginx.conf", "type: port", "")]
    [InlineData("app.yaml", "type: port", "'app.yaml' is written as text, in which a value can change the structure")]
    public void A_value_in_a_text_file_is_held_to_a_grammar(string name, string type, string warning) =>
        Holds($"parameters: [{{name: x, {type}, required: true}}]\nfiles: [{{name: {name}, content: 'listen $(params.x);'}}]\n{Sidecar}", warning);

    [Fact]
    public void A_file_that_is_a_parameter_is_its_authors() =>
        Holds($"parameters: [{{name: x, type: text, default: a}}]\nfiles: [{{name: app.properties, content: $(params.x)}}]\n{Sidecar}", "");

    [Fact]
    public void A_warning_has_the_place_of_what_it_is_about() =>
        ProfileText.Parse(ProfileSource.Document("sidecars:\n  - container: {name: helper, image: example/helper, securityContext: {runAsUser: 1}}"), "own.yaml")
            .Warnings.ShouldHaveSingleItem().ToString().ShouldStartWith("own.yaml:7:33: spec.sidecars[0].container.image: the image 'example/helper' has no tag");

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void The_built_in_profiles_follow_the_advice(string name) => ProfileText.Parse(BuiltInProfiles.Text(name)!, name).Warnings.ShouldBeEmpty();

    public static TheoryData<string> BuiltIns => [.. BuiltInProfiles.Names];

    private static void Holds(string spec, string warning)
    {
        var load = ProfileText.Parse(ProfileSource.Document(spec), "sample.yaml");
        load.Errors.ShouldBeEmpty();
        if (warning.Length == 0)
        {
            load.Warnings.ShouldBeEmpty();
        }
        else
        {
            load.Warnings.ShouldHaveSingleItem().Message.ShouldContain(warning);
        }
    }
}
