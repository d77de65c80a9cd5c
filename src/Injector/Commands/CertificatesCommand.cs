using System.CommandLine;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector certificates</c>: the certificates that Injector makes itself.</summary>
internal sealed class CertificatesCommand : Command
{
    public CertificatesCommand(CommandConsole console)
        : base("certificates", "Looks after the certificates that Injector makes itself.") =>
        Subcommands.Add(new CertificatesRotateCommand(console));
}
