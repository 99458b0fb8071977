// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a report as one HTML file that needs no network.
 *
 * <p>What servers sent is text and never markup: every value is escaped, control and bidirectional characters are spelt
 * out, and a Content Security Policy lets only our own style and script run, by their hashes. Large octets are cut with
 * a note, the number of sections is bounded. Thread-safe.
 */
public final class HtmlReport {

    /** Name of the file. */
    public static final String FILE = "report.html";

    private static final Configuration TEMPLATES = templates();

    private HtmlReport() {}

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(RunReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> render(report, writer));
    }

    /** Renders one section after the other, so that only one of them is in memory. */
    static void render(RunReport report, Writer writer) throws IOException {
        render("report.ftlh", new PageAssembly(report).page(Assets.load()), writer);
    }

    /** Fills a template of ours with a view made for it. */
    static void render(String template, Object view, Writer writer) throws IOException {
        try {
            TEMPLATES.getTemplate(template).process(view, writer);
        } catch (TemplateException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("template must fit its view: " + e.getMessage(), e);
        }
    }

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setClassForTemplateLoading(HtmlReport.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }
}
