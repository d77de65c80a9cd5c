using Injector.Core.Ambassador.Composition;

namespace Injector.Core.Tests.Ambassador;

/// <summary>Which servers are taken for such that begin in plain.</summary>
public sealed class PlainStartsTests
{
    [Theory]
    [InlineData("db=tls://db.shop.svc:5432", "PostgreSQL", "tcp://db.shop.svc:5432")]
    [InlineData("pgtls=tls://localhost:15432", "PostgreSQL", "tcp://localhost:15432")]
    [InlineData("db=tls://orders-postgres.shop.svc:6000", "PostgreSQL", "tcp://orders-postgres.shop.svc:6000")]
    [InlineData("db=tls://mysql-0.mysql.shop.svc:6000", "MySQL", "tcp://mysql-0.mysql.shop.svc:6000")]
    [InlineData("db=tls://[fd00::1]:3306?san=db.example", "MySQL", "tcp://[fd00::1]:3306")]
    [InlineData("mail=tls://mail.example.com:587", "SMTP", "tcp://mail.example.com:587")]
    [InlineData("users=tls://ldap.example.com:389", "LDAP", "tcp://ldap.example.com:389")]
    public void Are_told_of_with_what_works(string upstream, string protocol, string instead)
    {
        var warning = PlainStarts.Warnings(AmbassadorReading.Read(upstream, "", null)).ShouldHaveSingleItem();
        warning.ShouldContain($"{protocol} begins in plain");
        warning.ShouldContain($"write {instead} ");
    }

    [Theory]
    [InlineData("db=tcp://db.shop.svc:5432")]
    [InlineData("redis=tls://redis.shop.svc:6379")]
    [InlineData("kafka=tls://kafka.shop.svc:9093")]
    [InlineData("mail=tls://mail.example.com:465")]
    [InlineData("users=tls://ldap.example.com:636")]
    [InlineData("pgadmin=https://pgadmin.shop.svc:5050")]
    public void Are_none_of_the_others(string upstream) => PlainStarts.Warnings(AmbassadorReading.Read(upstream, "", null)).ShouldBeEmpty();
}
