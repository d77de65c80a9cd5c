using System.Net;
using System.Net.Sockets;
using Injector.Server.Options;
using Injector.Server.Tests.Certificates;

namespace Injector.Server.Tests.Hosting;

public sealed class WebhookHostTests
{
    [Fact]
    public async Task Is_ready_when_it_has_started()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        (await webhook.Admin.GetStringAsync("/livez")).ShouldBe("ok\n");
        (await webhook.Admin.GetStringAsync("/readyz")).ShouldBe("ok\n");
        var verbose = await webhook.Admin.GetStringAsync("/readyz?verbose");
        verbose.ShouldContain("profiles: ok, ");
        verbose.ShouldContain("certificate: ok, valid until ");
        verbose.ShouldContain("warm-up: ok, done");
        verbose.ShouldContain("shutdown: ok, not asked for");
    }

    [Fact]
    public async Task Loads_the_built_in_profiles()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        webhook.Running.Profiles.NamesFor("default").ShouldContain("log-tail");
    }

    [Fact]
    public async Task Says_where_it_listens_and_how_to_try_it()
    {
        using var stop = new CancellationTokenSource();
        var announced = new AnnouncedText();
        var options = WebhookUnderTest.Options with { LogLevel = Microsoft.Extensions.Logging.LogLevel.None };

        var running = WebhookHost.RunAsync(options, announced, stop.Token);
        var text = await announced.WhenWritten;
        await stop.CancelAsync();
        await running;

        text.ShouldContain("answers admission reviews at https://127.0.0.1:");
        text.ShouldContain("/metrics");
        text.ShouldContain("log-tail");
        text.ShouldMatch("(?m)^curl -s --cacert \\S+ -H 'Content-Type: application/json' https://127.0.0.1:[0-9]+/mutate -d '[^']+'$");
    }

    [Fact]
    public async Task Removes_the_temporary_authority_when_it_ends()
    {
        string path;
        await using (var webhook = await WebhookUnderTest.StartAsync())
        {
            path = webhook.Running.AuthorityPath.ShouldNotBeNull();
            (await File.ReadAllTextAsync(path)).ShouldBe(webhook.Running.AuthorityPem);
        }

        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_the_authority_file_that_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("my-ca.pem");
        await using (var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { WriteCaFile = path }))
        {
            webhook.Running.AuthorityPath.ShouldBe(path);
        }

        (await File.ReadAllTextAsync(path)).ShouldStartWith("-----BEGIN CERTIFICATE-----");
    }

    [Fact]
    public async Task Says_which_authority_file_cannot_be_written_and_what_to_name_instead()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("missing/my-ca.pem");

        var error = await Should.ThrowAsync<StartupException>(() => WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { WriteCaFile = path }));

        error.Message.ShouldStartWith($"writeCaFile: the throw-away authority cannot be written to '{path}': ");
        error.Message.ShouldEndWith("Name a file that can be written, or a certificate with tlsCertificateFile");
    }

    [Theory]
    [InlineData("192.0.2.1:0")]
    [InlineData("[2001:db8::1]:0")]
    public async Task Says_which_address_is_none_of_this_machine(string address)
    {
        var error = await Should.ThrowAsync<StartupException>(
            () => WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { Listen = address }));

        error.Message.ShouldStartWith($"Cannot listen on {address} and ");
        error.Message.ShouldEndWith("; choose other addresses with --listen and --admin-listen.");
    }

    [Fact]
    public async Task Says_which_address_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var error = await Should.ThrowAsync<StartupException>(
            () => WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { Listen = address }));

        error.Message.ShouldContain(address);
    }

    [Fact]
    public async Task Refuses_options_that_are_wrong_with_all_that_is_wrong()
    {
        var options = WebhookUnderTest.Options with { Listen = "nowhere", AnnotationPrefix = "Not A Name" };

        var error = await Should.ThrowAsync<StartupException>(() => WebhookUnderTest.StartAsync(options));

        error.Message.ShouldContain("listen: 'nowhere'");
        error.Message.ShouldContain("annotationPrefix: 'Not A Name'");
    }

    [Fact]
    public async Task Serves_the_pair_from_files()
    {
        using var folder = new TemporaryFolder();
        var issued = IssuedFiles.Write(folder, "first");

        await using var webhook = await WebhookUnderTest.StartAsync(issued.In(WebhookUnderTest.Options), authorityPem: issued.AuthorityPem);

        webhook.Running.AuthorityPath.ShouldBeNull();
        (await webhook.ServedSerialNumberAsync()).ShouldBe(issued.SerialNumber);
    }

    [Fact]
    public async Task Refuses_to_start_with_a_key_of_another_certificate()
    {
        using var folder = new TemporaryFolder();
        var one = IssuedFiles.Write(folder, "one");
        var other = IssuedFiles.Write(folder, "other");

        var error = await Should.ThrowAsync<StartupException>(
            () => WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { TlsCertificateFile = one.CertificateFile, TlsKeyFile = other.KeyFile }));

        error.Message.ShouldContain(other.KeyFile);
        error.Message.ShouldContain("does not belong");
    }

    /// <summary>Tells when something has been written.</summary>
    private sealed class AnnouncedText : StringWriter
    {
        private readonly TaskCompletionSource<string> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> WhenWritten => _written.Task;

        public override Task WriteAsync(string? value)
        {
            _written.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
