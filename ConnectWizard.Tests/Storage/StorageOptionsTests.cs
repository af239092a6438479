using ConnectWizard.Storage.Keys;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("Data Source=/somewhere/connectwizard.db", null)]
    [InlineData("Data Source=:memory:", "in memory")]
    [InlineData("Data Source=x;Mode=Memory", "in memory")]
    [InlineData("Data Source=x;Mode=ReadOnly", "read-only")]
    [InlineData("Mode=ReadWriteCreate", "no file is named")]
    [InlineData("Host=db;Username=me", "not a connection string of Microsoft.Data.Sqlite")]
    public void A_connection_string_that_cannot_work_is_named_with_its_reason(string text, string? reason)
    {
        var result = new ValidateStoreOptions().Validate(null, new StoreOptions { ConnectionString = text });

        result.Succeeded.ShouldBe(reason is null);
        if (reason is not null)
            result.Failures.ShouldHaveSingleItem().ShouldStartWith("Store:ConnectionString:");
        (result.FailureMessage ?? "").ShouldContain(reason ?? "");
    }

    [Theory]
    [InlineData("Host=db;Database=wizard", null)]
    [InlineData("Host=a,b:5433;Database=wizard;Username=me;Password=hush;SSL Mode=VerifyFull;Maximum Pool Size=20", null)]
    [InlineData("", "no server is named")]
    [InlineData("Host=;Database=wizard", "no server is named")]
    [InlineData("Host=db;Username=me", "no database is named")]
    [InlineData("Data Source=/somewhere/connectwizard.db", "not a connection string of Npgsql")]
    [InlineData("Host=db;Database=wizard;Port=hush", "not a connection string of Npgsql")]
    [InlineData("Host=db;Database=wizard;Port=99999999999", "not a connection string of Npgsql")]
    [InlineData("Host=db;Database=wizard;Password=well;hush", "not a connection string of Npgsql")]
    [InlineData("Host=db;Database=wizard;Password=well;hush=x", "not a connection string of Npgsql")]
    [InlineData("Host=db;Database=wizard;SSL Mode=hush", "not a connection string of Npgsql")]
    public void A_connection_string_of_PostgreSql_is_checked_without_repeating_any_of_it(string text, string? reason)
    {
        var options = new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = text };

        var result = new ValidateStoreOptions().Validate(null, options);

        result.Succeeded.ShouldBe(reason is null);
        (result.FailureMessage ?? "").ShouldContain(reason ?? "");
        (result.FailureMessage ?? "Store:ConnectionString:").ShouldStartWith("Store:ConnectionString:");
        (result.FailureMessage ?? "").ShouldNotContain("hush", Case.Insensitive);
    }

    [Fact]
    public void Key_file_and_certificate_exclude_each_other() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { KeyFile = "key", Certificate = "certificate" })
            .Failures.ShouldHaveSingleItem().ShouldContain("only one of them");

    [Fact]
    public void A_certificate_file_that_is_not_there_is_named() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { Certificate = "/nowhere/certificate.pfx" })
            .Failures.ShouldHaveSingleItem().ShouldContain("/nowhere/certificate.pfx");

    [Fact]
    public void A_password_without_a_certificate_is_a_fault() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { CertificatePassword = "x" })
            .Failures.ShouldHaveSingleItem().ShouldStartWith("Secrets:CertificatePassword:");

    [Fact]
    public void Records_and_key_rest_in_different_folders_by_default()
    {
        Path.GetFileName(UserFolders.DefaultDatabase).ShouldBe("connectwizard.db");
        Path.GetDirectoryName(UserFolders.DefaultKeyFile).ShouldNotBe(Path.GetDirectoryName(UserFolders.DefaultDatabase), StringComparer.Ordinal);
    }
}
