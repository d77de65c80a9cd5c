using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Certificates;

/// <summary>The script of <c>certs/</c>, run where its output does no harm.</summary>
public sealed class DevelopmentCertificateTests : IDisposable
{
    private static readonly string[] Made = ["ca.crt", "ca.key", "tls.crt", "tls.key"];

    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.File("made");

    [Fact]
    public async Task A_server_takes_what_the_script_makes_and_is_trusted_by_its_authority()
    {
        Run(_folder.Path, Script(), "-o", Output);
        var files = new IssuedFiles(In("tls.crt"), In("tls.key"), File.ReadAllText(In("ca.crt")), "");

        await using var webhook = await WebhookUnderTest.StartAsync(
            files.In(WebhookUnderTest.Options) with { Certificates = CertificateMode.Files }, authorityPem: files.AuthorityPem);

        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void The_certificate_is_for_this_machine_and_the_Service()
    {
        Run(_folder.Path, Script(), "-o", Output);

        var names = Names();
        names.EnumerateDnsNames().ShouldBe(["localhost", "injector.injector-system.svc"]);
        names.EnumerateIPAddresses().ShouldBe([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        using var leaf = X509Certificate2.CreateFromPemFile(In("tls.crt"), In("tls.key"));
        leaf.GetECDsaPrivateKey()!.KeySize.ShouldBe(256);
        Directory.GetFiles(Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(Made);
        new FileInfo(In("tls.key")).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void The_next_certificate_is_of_the_same_authority_and_for_the_names_that_are_asked_for()
    {
        Run(_folder.Path, Script(), "-o", Output);
        var authority = File.ReadAllText(In("ca.crt"));
        var first = File.ReadAllText(In("tls.crt"));

        Run(_folder.Path, Script(), "-o", Output, "-d", "7", "dev.example.org", "192.0.2.7");

        File.ReadAllText(In("ca.crt")).ShouldBe(authority);
        File.ReadAllText(In("tls.crt")).ShouldNotBe(first);
        Names().EnumerateDnsNames().ShouldBe(["dev.example.org"]);
        Names().EnumerateIPAddresses().ShouldBe([IPAddress.Parse("192.0.2.7")]);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a,DNS:b")]
    public void A_name_that_is_none_is_refused(string name)
    {
        var (code, error) = Start(_folder.Path, "bash", Script(), "-o", Output, name);

        code.ShouldBe(2);
        error.ShouldContain($"'{name}' is neither a DNS name nor an address");
        Directory.Exists(Output).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-h", 0)]
    [InlineData("--help", 0)]
    [InlineData("--days", 2)]
    public void The_usage_is_printed_and_nothing_made(string option, int expected)
    {
        var (code, text) = Start(_folder.Path, "bash", Script(), option);

        code.ShouldBe(expected, text);
        text.ShouldContain("make-certificates.sh [-o DIRECTORY] [-d DAYS] [NAME...]\n");
        text.ShouldNotContain("illegal");
        text.Contains("there is no option --days", StringComparison.Ordinal).ShouldBe(expected != 0);
    }

    [Fact]
    public void Git_takes_nothing_of_what_is_made()
    {
        var copy = Directory.CreateDirectory(_folder.File("certs"));
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "certs")))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        Run(_folder.Path, Path.Combine(copy.FullName, "make-certificates.sh"));
        File.Copy(Path.Combine(copy.FullName, "development", "ca.key"), Path.Combine(copy.FullName, "ca.key"));
        Directory.GetFiles(Path.Combine(copy.FullName, "development")).Length.ShouldBe(Made.Length);

        Git("init", "--quiet");
        Git("add", "--all");
        Git("ls-files").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["certs/.gitignore", "certs/README.md", "certs/make-certificates.sh"]);
    }

    public void Dispose() => _folder.Dispose();

    private static string Script() => Path.Combine(RepositoryRoot.Path, "certs", "make-certificates.sh");

    private string In(string name) => Path.Combine(Output, name);

    private X509SubjectAlternativeNameExtension Names()
    {
        using var leaf = X509Certificate2.CreateFromPem(File.ReadAllText(In("tls.crt")));
        return leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
    }

    private static void Run(string folder, string script, params string[] arguments)
    {
        var (code, error) = Start(folder, "bash", [script, .. arguments]);
        code.ShouldBe(0, error);
    }

    private string Git(params string[] arguments)
    {
        var (code, text) = Start(_folder.Path, "git", arguments);
        code.ShouldBe(0, text);
        return text;
    }

    private static (int Code, string Text) Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
