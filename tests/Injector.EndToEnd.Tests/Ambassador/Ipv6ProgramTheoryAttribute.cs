using System.Net;
using System.Net.NetworkInformation;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>As <see cref="ProgramTheoryAttribute"/>, on machines that have <c>::1</c>; on others it is skipped with that reason.</summary>
public sealed class Ipv6ProgramTheoryAttribute : TheoryAttribute
{
    public Ipv6ProgramTheoryAttribute(params string[] programs)
    {
        Programs = programs;
        if (Environment.GetEnvironmentVariable("CI") != "true" && programs.FirstOrDefault(program => ProvisionedPrograms.Find(program) is null) is { } missing)
        {
            Skip = ProvisionedPrograms.HowToProvision(missing);
        }
        else if (!HasLoopback())
        {
            Skip = "this machine has no address ::1";
        }
    }

    public IReadOnlyList<string> Programs { get; }

    /// <summary>Whether this machine has <c>::1</c>.</summary>
    internal static bool HasLoopback() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(address => address.Address.Equals(IPAddress.IPv6Loopback));
}
